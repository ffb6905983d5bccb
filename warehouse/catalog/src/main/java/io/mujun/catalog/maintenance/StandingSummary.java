package io.mujun.catalog.maintenance;

import io.mujun.catalog.Consumption;
import io.mujun.warehouse.CommitKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What snapshots' summaries say that somebody still asks for, walking back from the current one:
 * the last day of reception, how far a source was read, what the last publication consumed, and the
 * checkpoint up to which each stream has committed. It has to outlive the snapshots that said it.
 */
final class StandingSummary {
  private static final String OURS = "mujun.";
  private static final String WATERMARK = "mujun.watermark.";
  private static final String STREAM = "flink.";
  private static final String JOB = "flink.job-id";

  private StandingSummary() {}

  /** What a commit that changes no record has to say, so that its table goes on saying it. */
  static Map<String, String> of(Table table) {
    Snapshot current = table.currentSnapshot();
    Map<String, String> summary = marks(table, Set.of());
    current
        .summary()
        .forEach(
            (key, value) -> {
              if (key.startsWith(OURS) && !key.equals(CommitKeys.BATCH)) {
                summary.put(key, value);
              }
            });
    summary.put(
        CommitKeys.RECORDS_OF, Long.toString(Consumption.recordsOf(table, current.snapshotId())));
    return summary;
  }

  /**
   * Says again, in commits without records, what no snapshot will say any more from which the
   * current one descends.
   *
   * @param expired snapshots that will be dropped
   */
  static void sayAgain(Table table, Set<Long> expired) {
    if (table.currentSnapshot() == null) {
      return;
    }
    List<Map<String, String>> said = streams(table, expired);
    if (said.isEmpty() && !marks(table, Set.of()).equals(marks(table, expired))) {
      said.add(Map.of());
    }
    Map<String, String> standing = of(table);
    for (Map<String, String> further : said) {
      AppendFiles append = table.newAppend();
      standing.forEach(append::set);
      further.forEach(append::set);
      append.commit();
    }
  }

  /** The newest value of each mark, walking back until a snapshot that was dropped. */
  private static Map<String, String> marks(Table table, Set<Long> dropped) {
    Map<String, String> marks = new TreeMap<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (dropped.contains(snapshot.snapshotId())) {
        break;
      }
      snapshot
          .summary()
          .forEach(
              (key, value) -> {
                if (key.startsWith(WATERMARK) || key.equals(CommitKeys.RECEIVED_ON)) {
                  marks.putIfAbsent(key, value);
                }
              });
    }
    return marks;
  }

  /**
   * The last commit of each stream that would be forgotten, oldest first: what its job asks for
   * when it starts again from its checkpoint. A stream is known by the sources whose batches it
   * commits; its job has another name after each start.
   */
  private static List<Map<String, String>> streams(Table table, Set<Long> expired) {
    Set<String> known = new HashSet<>();
    List<Map<String, String>> forgotten = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      Map<String, String> summary = snapshot.summary();
      if (summary.containsKey(JOB)
          && known.add(sources(summary))
          && expired.contains(snapshot.snapshotId())) {
        Map<String, String> said = new TreeMap<>();
        summary.forEach(
            (key, value) -> {
              if (key.startsWith(STREAM) || key.equals(CommitKeys.BATCH)) {
                said.put(key, value);
              }
            });
        forgotten.add(0, said);
      }
    }
    return forgotten;
  }

  /** The sources of the batches of a commit, each {@code <source>-<number>}; else its job. */
  private static String sources(Map<String, String> summary) {
    String batches = summary.get(CommitKeys.BATCH);
    return batches == null ? summary.get(JOB) : batches.replaceAll("-\\d+(?=,|$)", "");
  }
}
