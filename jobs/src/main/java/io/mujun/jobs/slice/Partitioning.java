package io.mujun.jobs.slice;

import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** How a table's files are parted. */
public final class Partitioning {
  private Partitioning() {}

  /**
   * Whether files stand that were written under an earlier partitioning. Such a file may hold rows
   * of several slices, so none of these can be replaced by itself.
   */
  public static boolean isOutdated(Table table) {
    Snapshot current = table.currentSnapshot();
    return current != null
        && table.specs().size() > 1
        && current.dataManifests(table.io()).stream()
            .anyMatch(manifest -> isOutdated(table, manifest));
  }

  private static boolean isOutdated(Table table, ManifestFile manifest) {
    return manifest.partitionSpecId() != table.spec().specId()
        && (manifest.hasAddedFiles() || manifest.hasExistingFiles());
  }
}
