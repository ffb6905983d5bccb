package io.mujun.stream.table;

import io.mujun.record.Problem;
import io.mujun.record.RecordRows;
import io.mujun.record.SourceRecord;
import io.mujun.stream.capture.LogChange;
import io.mujun.stream.capture.Operation;
import io.mujun.stream.capture.Position;
import io.mujun.warehouse.validation.Finding;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes the rows of {@code ods}, {@code ops.refusal} and {@code ops.warning} of a change. */
public final class ChangeRows {
  private final Reception reception;

  public ChangeRows(Reception reception) {
    this.reception = reception;
  }

  /**
   * What one change becomes.
   *
   * @param accepted rows of the table's {@code ods}
   * @param refusals rows of {@code ops.refusal}, where none is accepted
   * @param warnings rows of {@code ops.warning}
   */
  public record Outcome(
      List<Map<String, Object>> accepted,
      List<Map<String, Object>> refusals,
      List<Map<String, Object>> warnings) {}

  public Outcome of(LogChange change, CapturedTable table, LocalDateTime receivedAt) {
    String position =
        change.operation() == Operation.SNAPSHOT
            ? Position.beginning(reception.epoch())
            : Position.text(reception.epoch(), change.position());
    RecordRows rows = new RecordRows(reception.provenance(table, receivedAt), table.contract());
    SourceRecord read = table.read(change.row(), change.operation(), position);
    if (read.isRefused()) {
      return new Outcome(List.of(), problems(read, rows, Finding::isError), List.of());
    }
    List<Map<String, Object>> accepted = new ArrayList<>();
    Optional<SourceRecord> ended = ended(change, table, read);
    if (ended.isPresent()) {
      accepted.add(rows.ods(ended.get()));
      read =
          table.read(
              change.row(), change.operation(), Position.following(reception.epoch(), position));
    }
    accepted.add(rows.ods(read));
    return new Outcome(accepted, List.of(), problems(read, rows, finding -> true));
  }

  /** The record as it stood before an update that takes it to another zone or key. */
  private static Optional<SourceRecord> ended(
      LogChange change, CapturedTable table, SourceRecord after) {
    return change.operation() == Operation.UPDATE
        ? table
            .read(change.before(), Operation.DELETE, after.locator().position())
            .endedBy(after, table.contract().key())
        : Optional.empty();
  }

  private static List<Map<String, Object>> problems(
      SourceRecord read, RecordRows rows, Predicate<Finding> told) {
    return read.findings().stream()
        .filter(told)
        .map(finding -> rows.problem(Problem.of(finding, read), read.values().get("zone_code")))
        .toList();
  }
}
