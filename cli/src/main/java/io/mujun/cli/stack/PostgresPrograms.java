package io.mujun.cli.stack;

import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once from the registry artifact on the class path.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path folder) {
  /** The major version whose artifact is on the class path. */
  static final String MAJOR = "18";

  /**
   * Unpacks the programs where this has not been done.
   *
   * @throws MujunException POSTGRES_PLATFORM where there are none for this system
   */
  static PostgresPrograms unpack(Settings settings) {
    Path target = settings.runtime().resolve("postgresql-" + MAJOR);
    if (!Files.isDirectory(target)) {
      String archive = archive();
      try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
        if (packed == null) {
          throw new MujunException(
              "POSTGRES_PLATFORM",
              "There is no embedded PostgreSQL for this system (%s is not among the libraries). Run Mujun on Linux on x86-64."
                  .formatted(archive));
        }
        Files.createDirectories(settings.runtime());
        Path draft = Files.createTempDirectory(settings.runtime(), "postgresql-");
        try {
          unpack(packed, draft);
          Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          FileTrees.delete(draft);
        }
      } catch (IOException e) {
        throw DataFolder.unwritable(settings.data(), e);
      }
    }
    return new PostgresPrograms(target);
  }

  /**
   * The command line of a program. PostgreSQL refuses to run as root; in a user namespace of its
   * own, where root is nobody, it does not.
   */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return "/postgres-%s-%s.txz"
        .formatted(
            system.startsWith("mac") ? "darwin" : system.replace(' ', '_'),
            processor.equals("amd64")
                ? "x86_64"
                : processor.equals("aarch64") ? "arm_64" : processor);
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(archive, path);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }
}
