package io.mujun.ingestion;

import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.ReceivedAppend;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.Locator;
import io.mujun.record.Problem;
import io.mujun.record.RecordRows;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.CommitKeys;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.StatementScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private final BatchStaging staging;
  private final Contract contract;
  private final List<String> scope;
  private final Set<String> scopes = new TreeSet<>();

  BatchWriter(BatchHead head, IngestContext context) {
    this.head = head;
    this.context = context;
    this.rows = new BatchRows(head, context);
    this.staging = new BatchStaging(context.catalog());
    this.contract = head.table() == null ? null : context.rules().contracts().table(head.table());
    this.scope = contract == null ? List.of() : contract.statementScope();
  }

  @Override
  public void add(SourceRecord read) {
    super.add(read);
    if (!scope.isEmpty() && read.values().keySet().containsAll(scope)) {
      scopes.add(StatementScope.of(contract, read.values()));
    }
  }

  /** The scopes that its records belong to, where they are those of a statement. */
  Set<String> scopes() {
    return scopes;
  }

  @Override
  void accept(SourceRecord read) {
    staging.write(head.table(), rows.ods(read));
  }

  @Override
  void refuse(Problem problem, Object zone) {
    staging.write(RecordRows.REFUSALS, rows.problem(problem, zone));
  }

  @Override
  void warn(Problem problem, Object zone) {
    super.warn(problem, zone);
    staging.write(RecordRows.WARNINGS, rows.problem(problem, zone));
  }

  @Override
  void refuseWhole(FileRefusedException fault, Locator locator) {
    staging.discard();
    super.refuseWhole(fault, locator);
  }

  /** Writes a row of another table, which becomes visible with the batch. */
  void also(String table, Map<String, Object> row) {
    staging.write(table, row);
  }

  /**
   * Makes the batch visible by itself.
   *
   * @param notes what else is worth knowing, in Chinese
   * @return the receipt; its status is {@code KNOWN} where the batch had been committed before
   */
  Receipt commit(List<String> notes, IngestProgress progress) {
    try (Staging staged = new Staging(context.catalog())) {
      Receipt receipt = stage(staged, status(), null, notes);
      Map<String, List<DataFile>> files = staged.complete();
      boolean written =
          context
              .catalog()
              .commit(
                  commit -> {
                    if (isKnown(commit.table(RecordRows.BATCHES), head.id())) {
                      return false;
                    }
                    append(commit, files);
                    progress.reached(IngestProgress.Step.STAGED, head.sourceName());
                    return true;
                  });
      if (!written) {
        staged.discard();
        return head.receipt(Receipt.Status.KNOWN, context.receivedOn(), null);
      }
      progress.reached(IngestProgress.Step.COMMITTED, head.sourceName());
      return receipt;
    }
  }

  /**
   * Hands the batch on with its receipt, to become visible with others.
   *
   * @param period first day of the statement's month, or null
   */
  Receipt stage(Staging target, Receipt.Status status, LocalDate period, List<String> notes) {
    Receipt receipt = receipt(head, status, context.receivedOn().toString(), notes);
    staging.write(RecordRows.BATCHES, rows.batch(receipt, period));
    staging.moveTo(target);
    return receipt;
  }

  private void append(MultiTableCommit commit, Map<String, List<DataFile>> files) {
    Map<String, String> batch = Map.of(CommitKeys.BATCH, head.id());
    files.forEach(
        (table, added) ->
            ReceivedAppend.to(commit.table(table), added, context.receivedOn(), batch));
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

  /** Drops all that was read. */
  void forget() {
    staging.discard();
  }

  @Override
  public void close() {
    staging.close();
  }
}
