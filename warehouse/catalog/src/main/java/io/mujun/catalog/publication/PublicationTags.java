package io.mujun.catalog.publication;

import io.mujun.catalog.MultiTableCommit;
import io.mujun.warehouse.Contracts;
import java.util.Map;
import org.apache.iceberg.Snapshot;

/** Gives the snapshots of publications their names. */
public final class PublicationTags {
  private PublicationTags() {}

  /**
   * Names all snapshots of a publication whose row the commit has just appended, and that of the
   * row.
   *
   * @param tables published table → snapshot
   * @param inputs ods table → snapshot
   */
  public static void name(
      MultiTableCommit commit, String id, Map<String, Long> tables, Map<String, Long> inputs) {
    String tag = PublicationEntry.tag(id);
    tables.forEach((table, snapshot) -> commit.tag(table, tag, snapshot));
    inputs.forEach((table, snapshot) -> commit.tag(table, tag, snapshot));
    Snapshot row = commit.table(Contracts.PUBLICATION).currentSnapshot();
    commit.tag(Contracts.PUBLICATION, tag, row.snapshotId());
  }

  /** Names what still stands of publications that were made before they were named. */
  public static void adopt(MultiTableCommit commit, PublicationBook book) {
    for (PublicationEntry entry : book.untagged()) {
      entry
          .snapshots()
          .forEach(
              (table, snapshot) -> {
                if (commit.table(table).snapshot(snapshot) != null) {
                  commit.tag(table, entry.tag(), snapshot);
                }
              });
    }
  }
}
