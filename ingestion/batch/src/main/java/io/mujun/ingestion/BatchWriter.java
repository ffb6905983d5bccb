package io.mujun.ingestion;

import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.RowWriter;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.Locator;
import io.mujun.record.Problem;
import io.mujun.record.RecordRows;
import io.mujun.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes one batch: its records to ods, its refusals, warnings and receipt to ops. Nothing is
 * visible until {@link #commit}, and then all of it at once. Records are not kept in memory.
 */
final class BatchWriter extends Tally implements AutoCloseable {
  private final BatchHead head;
  private final IngestContext context;
  private final BatchRows rows;
  private final Map<String, RowWriter> writers = new LinkedHashMap<>();

  BatchWriter(BatchHead head, IngestContext context) {
    this.head = head;
    this.context = context;
    this.rows = new BatchRows(head, context);
  }

  @Override
  void accept(SourceRecord read) {
    writer(head.table()).write(rows.ods(read));
  }

  @Override
  void refuse(Problem problem, Object zone) {
    writer(RecordRows.REFUSALS).write(rows.problem(problem, zone));
  }

  @Override
  void warn(Problem problem, Object zone) {
    super.warn(problem, zone);
    writer(RecordRows.WARNINGS).write(rows.problem(problem, zone));
  }

  @Override
  void refuseWhole(FileRefusedException fault, Locator locator) {
    discard();
    super.refuseWhole(fault, locator);
  }

  /**
   * Makes the batch visible.
   *
   * @param period first day of the statement's month, or null
   * @param properties further properties of the ods commit, which is made even without records
   * @return the receipt; its status is {@code KNOWN} where the batch had been committed before
   */
  Receipt commit(
      LocalDate period, List<String> notes, Map<String, String> properties, Progress progress) {
    Receipt receipt = receipt(head, status(), context.receivedOn().toString(), notes);
    writer(RecordRows.BATCHES).write(rows.batch(receipt, period));
    Map<String, List<DataFile>> files = new LinkedHashMap<>();
    writers.forEach((table, writer) -> files.put(table, writer.complete()));
    boolean written =
        context
            .catalog()
            .commit(
                commit -> {
                  if (isKnown(commit.table(RecordRows.BATCHES), head.id())) {
                    return false;
                  }
                  if (!properties.isEmpty()) {
                    files.putIfAbsent(head.table(), List.of());
                  }
                  files.forEach((table, added) -> append(commit, table, added, properties));
                  progress.reached(Progress.Step.STAGED, name());
                  return true;
                });
    if (!written) {
      delete(files);
      return head.receipt(Receipt.Status.KNOWN, context.receivedOn(), null);
    }
    progress.reached(Progress.Step.COMMITTED, name());
    return receipt;
  }

  private void append(
      MultiTableCommit commit, String name, List<DataFile> files, Map<String, String> properties) {
    Table table = commit.table(name);
    String receivedOn = context.receivedOn().toString();
    String latest =
        SnapshotSummaries.latest(table, SnapshotSummaries.RECEIVED_ON)
            .filter(before -> before.compareTo(receivedOn) > 0)
            .orElse(receivedOn);
    AppendFiles append = table.newAppend();
    files.forEach(append::appendFile);
    append.set(SnapshotSummaries.BATCH, head.id());
    append.set(SnapshotSummaries.RECEIVED_ON, latest);
    if (name.equals(head.table())) {
      properties.forEach(append::set);
    }
    append.commit();
  }

  /** Whether a batch of this id has been committed. */
  static boolean isKnown(Table batches, String id) {
    try (CloseableIterable<Record> found =
        IcebergGenerics.read(batches)
            .where(Expressions.equal("batch_id", id))
            .select("batch_id")
            .build()) {
      return found.iterator().hasNext();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private RowWriter writer(String table) {
    return writers.computeIfAbsent(table, name -> new RowWriter(context.catalog().table(name)));
  }

  private String name() {
    return head.file() == null ? head.sourceName() : head.file();
  }

  private void discard() {
    Map<String, List<DataFile>> files = new LinkedHashMap<>();
    writers.forEach((table, writer) -> files.put(table, writer.complete()));
    delete(files);
    writers.clear();
  }

  private void delete(Map<String, List<DataFile>> files) {
    files.forEach(
        (table, written) -> {
          Table target = context.catalog().table(table);
          written.forEach(file -> target.io().deleteFile(file.location()));
        });
  }

  @Override
  public void close() {
    writers.values().forEach(RowWriter::close);
  }
}
