package io.mujun.catalog.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Which snapshots have to stay: the head of each branch and tag, those that are named, and whatever
 * could be read within the time for which states are kept. A snapshot counts as old not since it
 * was made but since another superseded it: whoever began within that time may be reading it.
 */
final class Spared {
  private final Instant oldest;
  private final Set<Long> named;

  /**
   * @param oldest moment before which a snapshot must have been superseded so that it may go
   * @param named snapshots that stay however old they are
   */
  Spared(Instant oldest, Collection<Long> named) {
    this.oldest = oldest;
    this.named = Set.copyOf(named);
  }

  /** The snapshots of a table that may go. */
  Set<Long> expired(Table table) {
    Set<Long> spared = new HashSet<>(named);
    Set<Long> onBranches = new HashSet<>();
    for (SnapshotRef ref : table.refs().values()) {
      spared.add(ref.snapshotId());
      if (ref.isBranch()) {
        Instant superseded = Instant.MAX;
        for (Snapshot at : SnapshotUtil.ancestorsOf(ref.snapshotId(), table::snapshot)) {
          onBranches.add(at.snapshotId());
          if (superseded.isAfter(oldest)) {
            spared.add(at.snapshotId());
            superseded = Instant.ofEpochMilli(at.timestampMillis());
          } else {
            superseded = Instant.MIN;
          }
        }
      }
    }
    Set<Long> expired = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      boolean isOld =
          onBranches.contains(snapshot.snapshotId())
              || !Instant.ofEpochMilli(snapshot.timestampMillis()).isAfter(oldest);
      if (isOld && !spared.contains(snapshot.snapshotId())) {
        expired.add(snapshot.snapshotId());
      }
    }
    return expired;
  }
}
