package io.mujun.cli.stack.trino;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of the users file: one {@code name:hash} per line. */
final class PasswordHashes {
  /** Passwords are generated and long, so that the least cost in use is plenty. */
  private static final int COST = 10;

  private PasswordHashes() {}

  /**
   * The file's text for these passwords.
   *
   * @param file the file as it stands: a hash that fits its password is kept, so that a server that
   *     has the file open does not forget who has come in
   * @param passwords by user
   */
  static String of(Path file, Map<String, String> passwords) throws IOException {
    Map<String, String> known = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          known.put(line.substring(0, colon), line.substring(colon + 1));
        }
      }
    }
    return passwords.entrySet().parallelStream()
        .map(user -> user.getKey() + ":" + hash(known.get(user.getKey()), user.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String hash(String known, String password) {
    boolean fits =
        known != null && BCrypt.verifyer().verify(password.toCharArray(), known).verified;
    return fits ? known : BCrypt.withDefaults().hashToString(COST, password.toCharArray());
  }
}
