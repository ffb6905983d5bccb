package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** Generated passwords and keys, one file each, readable by their owner alone. */
public final class Secrets {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;

  /**
   * @param settings whose folder of secrets is meant; it is made where it is missing
   */
  public Secrets(Settings settings) {
    this.folder = settings.secrets();
  }

  /** The file of a secret, whether or not it exists. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether there is a secret of that name. */
  boolean contains(String name) {
    return Files.exists(file(name));
  }

  /**
   * The secret of that name; 256 random bits in URL-safe text are generated where there is none.
   *
   * @throws MujunException SECRET_UNREADABLE where the file cannot be read, made, or others may
   *     read it
   */
  public String secret(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        generate(file);
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(permissions)) {
        throw new MujunException(
            "SECRET_UNREADABLE",
            "Others may read the secret %s (%s). Run chmod 600 on it."
                .formatted(file, PosixFilePermissions.toString(permissions)));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new MujunException(
          "SECRET_UNREADABLE", "The secret %s cannot be read or made: %s.".formatted(file, e), e);
    }
  }

  private void generate(Path file) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    Path draft =
        Files.createTempFile(
            folder,
            "." + file.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      // A hard link fails where another process was first: its secret then holds.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
