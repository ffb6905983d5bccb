package io.mujun.catalog.maintenance;

import io.mujun.catalog.LocalFileIO;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;

/** The files of this machine that a table's metadata names. */
final class NamedFiles {
  private final Table table;
  private final Set<String> manifests = new HashSet<>();
  private final Set<Path> files = new HashSet<>();

  private NamedFiles(Table table) {
    this.table = table;
  }

  /** What the current snapshot is read from. */
  static Set<Path> current(Table table) {
    NamedFiles named = new NamedFiles(table);
    if (table.currentSnapshot() != null) {
      named.add(table.currentSnapshot());
    }
    return named.files;
  }

  /** What any state is read from that can be read, and the metadata itself. */
  static Set<Path> all(Table table) {
    NamedFiles named = new NamedFiles(table);
    table.snapshots().forEach(named::add);
    TableMetadata metadata = ((BaseTable) table).operations().current();
    named.add(metadata.metadataFileLocation());
    metadata.previousFiles().forEach(file -> named.add(file.file()));
    table.statisticsFiles().forEach(file -> named.add(file.path()));
    table.partitionStatisticsFiles().forEach(file -> named.add(file.path()));
    return named.files;
  }

  private void add(Snapshot snapshot) {
    if (snapshot.manifestListLocation() != null) {
      add(snapshot.manifestListLocation());
    }
    List<ManifestFile> listed = snapshot.allManifests(table.io());
    for (ManifestFile manifest : listed) {
      if (manifests.add(manifest.path())) {
        add(manifest.path());
        try (CloseableIterable<String> paths =
            ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
          paths.forEach(this::add);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  private void add(String location) {
    files.add(path(location));
  }

  /** Engines write {@code file:/…} and {@code file:///…} for the same. */
  static Path path(String location) {
    return LocalFileIO.file(location).toPath().toAbsolutePath().normalize();
  }
}
