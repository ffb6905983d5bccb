package io.mujun.catalog.maintenance;

import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * How much a table takes to read.
 *
 * @param dataFiles its current data files
 * @param bytes their bytes
 * @param manifests files that list them
 * @param snapshots states that can be read
 */
public record TableSize(long dataFiles, long bytes, int manifests, int snapshots) {
  static TableSize of(Table table) {
    int snapshots = 0;
    for (Snapshot ignored : table.snapshots()) {
      snapshots++;
    }
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return new TableSize(0, 0, 0, snapshots);
    }
    Map<String, String> summary = current.summary();
    return new TableSize(
        Long.parseLong(summary.getOrDefault("total-data-files", "0")),
        Long.parseLong(summary.getOrDefault("total-files-size", "0")),
        current.allManifests(table.io()).size(),
        snapshots);
  }
}
