package io.mujun.trino;

import io.trino.spi.security.PasswordAuthenticator;
import io.trino.spi.security.PasswordAuthenticatorFactory;
import java.nio.file.Path;
import java.util.Map;

/** Makes the authenticator {@code mujun}; its one setting {@code users-file} names the file. */
final class UsersFileAuthenticatorFactory implements PasswordAuthenticatorFactory {
  private static final String USERS_FILE = "users-file";

  @Override
  public String getName() {
    return "mujun";
  }

  @Override
  public PasswordAuthenticator create(Map<String, String> settings) {
    String file = settings.get(USERS_FILE);
    if (file == null || settings.size() != 1) {
      throw new IllegalArgumentException(
          "The password authenticator mujun has exactly one setting, %s, and got %s"
              .formatted(USERS_FILE, settings.keySet()));
    }
    UsersFile users = new UsersFile(Path.of(file));
    users.current();
    return new UsersFileAuthenticator(users);
  }
}
