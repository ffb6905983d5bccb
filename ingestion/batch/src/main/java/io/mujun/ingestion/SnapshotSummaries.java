package io.mujun.ingestion;

import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** What commits say of themselves in their snapshots' summaries. */
final class SnapshotSummaries {
  private SnapshotSummaries() {}

  /** The newest value of a key, walking back from the current snapshot. */
  static Optional<String> latest(Table table, String key) {
    Snapshot snapshot = table.currentSnapshot();
    while (snapshot != null) {
      String value = snapshot.summary().get(key);
      if (value != null) {
        return Optional.of(value);
      }
      snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
    }
    return Optional.empty();
  }
}
