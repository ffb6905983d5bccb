package io.mujun.trino;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.mujun.trino.Users.Credential;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.BasicPrincipal;
import io.trino.spi.security.PasswordAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.Principal;

/** Lets in who gives the password whose hash stands in the users file. */
final class UsersFileAuthenticator implements PasswordAuthenticator {
  /** bcrypt reads no more than 72 bytes, one of them its terminator. */
  private static final int LONGEST_PASSWORD = 71;

  /** Compared with where the user is unknown, so that the answer takes as long. */
  private static final String NOBODY =
      BCrypt.withDefaults().hashToString(10, "nobody".toCharArray());

  private final UsersFile file;

  UsersFileAuthenticator(UsersFile file) {
    this.file = file;
  }

  @Override
  @SuppressWarnings("deprecation") // the one form that Trino leaves abstract
  public Principal createAuthenticatedPrincipal(String user, String password) {
    Users users = file.current();
    Credential credential = new Credential(user, password);
    if (users.verified().getIfPresent(credential) == null) {
      verify(users, credential);
      users.verified().put(credential, user);
    }
    return new BasicPrincipal(user);
  }

  private static void verify(Users users, Credential credential) {
    byte[] password = credential.password().getBytes(StandardCharsets.UTF_8);
    String hash = users.hashes().getOrDefault(credential.user(), NOBODY);
    if (password.length > LONGEST_PASSWORD
        || !BCrypt.verifyer().verify(password, hash.getBytes(StandardCharsets.US_ASCII)).verified
        || !users.hashes().containsKey(credential.user())) {
      throw new AccessDeniedException("Invalid credentials");
    }
  }
}
