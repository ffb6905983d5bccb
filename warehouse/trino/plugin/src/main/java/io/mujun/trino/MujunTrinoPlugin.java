package io.mujun.trino;

import io.trino.spi.Plugin;
import io.trino.spi.security.PasswordAuthenticatorFactory;
import java.util.List;

/** What Mujun adds to Trino: the password authenticator {@code mujun}. */
public final class MujunTrinoPlugin implements Plugin {
  @Override
  public Iterable<PasswordAuthenticatorFactory> getPasswordAuthenticatorFactories() {
    return List.of(new UsersFileAuthenticatorFactory());
  }
}
