package io.mujun.catalog;

import io.mujun.warehouse.CommitKeys;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Appends received records, and says with them on which day records were last received. */
public final class ReceivedAppend {
  private ReceivedAppend() {}

  /**
   * Appends files.
   *
   * @param files none makes a commit that only says its summary
   * @param receivedOn day on which their records were received
   * @param summary further keys and values of the snapshot's summary
   */
  public static void to(
      Table table, List<DataFile> files, LocalDate receivedOn, Map<String, String> summary) {
    Snapshot current = table.currentSnapshot();
    LocalDate before = current == null ? null : Consumption.receivedOn(table, current);
    LocalDate latest = before == null || before.isBefore(receivedOn) ? receivedOn : before;
    AppendFiles append = table.newAppend();
    files.forEach(append::appendFile);
    append.set(CommitKeys.RECEIVED_ON, latest.toString());
    summary.forEach(append::set);
    append.commit();
  }
}
