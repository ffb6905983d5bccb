package io.mujun.catalog.maintenance;

import io.mujun.catalog.MujunCatalog;
import io.mujun.warehouse.Failpoint;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.iceberg.Table;

/**
 * Files in a table's folder that no metadata names: those of expired snapshots, and those that a
 * writer left which did not come to its end. All removing is done here, after the commits: whoever
 * is killed before it leaves files for the next time.
 *
 * <p>Young ones are left alone, since their writer may be about to commit them. So are those that a
 * stream wrote in the same time before a list of files which it has not committed: its checkpoint
 * may be started from later.
 */
final class Orphans {
  /** How Flink's sink names the list of the files of a checkpoint, until it has committed them. */
  private static final Pattern UNCOMMITTED = Pattern.compile("[0-9a-f]{32}-.*\\.avro");

  private static final Pattern CHECKSUM = Pattern.compile("\\.(.+)\\.crc");

  private final String table;
  private final Map<Path, File> files;

  private record File(Instant written, long bytes) {}

  private Orphans(String table, Map<Path, File> files) {
    this.table = table;
    this.files = files;
  }

  /**
   * Finds them; none where the table's files are not this machine's.
   *
   * @param age below which a file is young
   * @throws MujunException {@code TABLE_FILES_MISSING} where files that the table is read from are
   *     not found: nothing is removed then
   */
  static Orphans of(MujunCatalog catalog, String name, Duration age, Instant now) {
    Table before = catalog.table(name);
    Map<Path, File> found = new HashMap<>();
    if (before.location().startsWith("file:")) {
      Path folder = NamedFiles.path(before.location());
      Set<Path> current = NamedFiles.current(before);
      found.putAll(list(folder));
      requireFound(name, folder, current, found);
      // Read after the list, so that it names whatever of the list was committed meanwhile.
      Set<Path> named = NamedFiles.all(catalog.table(name));
      found.keySet().removeIf(file -> named.contains(file) || named.contains(summed(file)));
      List<Instant> uncommitted =
          found.entrySet().stream()
              .filter(file -> UNCOMMITTED.matcher(file.getKey().getFileName().toString()).matches())
              .map(file -> file.getValue().written())
              .toList();
      found.values().removeIf(file -> isSpared(file.written(), age, now, uncommitted));
    }
    return new Orphans(name, found);
  }

  private static boolean isSpared(
      Instant written, Duration age, Instant now, List<Instant> uncommitted) {
    return written.isAfter(now.minus(age))
        || uncommitted.stream()
            .anyMatch(list -> !written.isAfter(list) && written.isAfter(list.minus(age)));
  }

  int count() {
    return files.size();
  }

  long bytes() {
    return files.values().stream().mapToLong(File::bytes).sum();
  }

  void remove() {
    for (Path file : new ArrayList<>(files.keySet())) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      Failpoint.reached("orphan-removed", table);
    }
  }

  private static void requireFound(
      String name, Path folder, Set<Path> current, Map<Path, File> found) {
    for (Path file : current) {
      if (file.startsWith(folder) && !found.containsKey(file)) {
        throw new MujunException(
            "TABLE_FILES_MISSING",
            "%s: %s belongs to the table and is not there; no file of the table was removed. Bring it back from a backup."
                .formatted(name, file));
      }
    }
  }

  /** The file that a checksum beside it is of, or the file itself. */
  private static Path summed(Path file) {
    var checksum = CHECKSUM.matcher(file.getFileName().toString());
    return checksum.matches() ? file.resolveSibling(checksum.group(1)) : file;
  }

  private static Map<Path, File> list(Path folder) {
    Map<Path, File> files = new HashMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.put(
                  file, new File(attributes.lastModifiedTime().toInstant(), attributes.size()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed)
                throws IOException {
              if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failed;
            }
          });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return files;
  }
}
