package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes the folders of the stack, and says plainly where they cannot be written. */
final class DataFolder {
  /** The tables hold what may be told of persons: no other user of the machine is to read them. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Belongs to the user as whom this process runs, also where that user has no name. */
  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private static final long LEAST_FREE_BYTES = 128L << 20;

  private DataFolder() {}

  /**
   * Makes sure that what is there is a folder, and this user's: PostgreSQL runs for no other, and
   * the secrets in it are its owner's alone.
   *
   * @throws MujunException DATA_UNWRITABLE or DATA_NOT_YOURS
   */
  static void requireUsable(Settings settings) {
    Path data = settings.data();
    if (Files.exists(data) && !Files.isDirectory(data)) {
      throw unwritable(data, new NotDirectoryException(data.toString()));
    }
    Path cluster = data.resolve("postgres");
    if (Files.isDirectory(data) && !(Files.isReadable(data) && Files.isExecutable(data))) {
      throw notYours(settings, data);
    }
    if (Files.isDirectory(cluster) && !user(cluster).equals(user(OWN_PROCESS))) {
      throw notYours(settings, cluster);
    }
  }

  private static MujunException notYours(Settings settings, Path folder) {
    return new MujunException(
        "DATA_NOT_YOURS",
        "The data folder %s is that of another user (%s). Run mujun as that user, or set %s to a folder of your own."
            .formatted(settings.data(), owner(folder), Settings.DATA));
  }

  private static Object user(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String owner(Path file) {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the folders of the stack where they are missing, and tries them.
   *
   * @throws MujunException DATA_NOT_YOURS, DATA_UNWRITABLE or DATA_FULL
   */
  static void prepare(Settings settings) {
    requireUsable(settings);
    Path data = settings.data();
    try {
      Files.createDirectories(data, OWNER_ONLY);
      Files.createDirectories(settings.logs());
      Files.createDirectories(settings.run());
      Files.createDirectories(settings.secrets(), OWNER_ONLY);
      Files.delete(Files.createTempFile(data, ".write-", ".probe"));
    } catch (IOException e) {
      throw unwritable(data, e);
    }
    long free = data.toFile().getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new MujunException(
          "DATA_FULL",
          "The disk of the data folder %s has %d MiB left, and at least %d are needed. Free some, or set %s to a folder on another disk."
              .formatted(data, free >> 20, LEAST_FREE_BYTES >> 20, Settings.DATA));
    }
  }

  static MujunException unwritable(Path data, IOException cause) {
    return new MujunException(
        "DATA_UNWRITABLE",
        "The data folder %s cannot be written (%s). Make it writable for this user, or set %s to another folder."
            .formatted(data, reason(cause), Settings.DATA),
        cause);
  }

  private static String reason(IOException cause) {
    String kind = cause.getClass().getSimpleName().replaceFirst("Exception$", "");
    return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
  }
}
