package io.mujun.ingestion.change;

import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.RecordReader;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.source.ChangeSource;
import io.mujun.warehouse.validation.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns changes into records of the contract. */
public final class ChangeReader {
  private static final Map<String, String> OPERATIONS =
      Map.of("I", "insert", "U", "update", "D", "delete");

  private final ChangeSource source;
  private final RecordReader reader;

  public ChangeReader(ChangeSource source, IngestRules rules) {
    this.source = source;
    this.reader = new RecordReader(source, rules, Map.of(), null);
  }

  /**
   * Reads one change.
   *
   * @param position its place among the operations of its table
   */
  public SourceRecord read(Change change, ChangePosition position) {
    String operation =
        source.changeOperation() == null
            ? "update"
            : OPERATIONS.get(String.valueOf(change.operation()).toUpperCase(Locale.ROOT));
    Locator locator =
        Locator.ofDatabase(
                source.database(), source.sourceTable(), change.key(), position.toString())
            .on(change.page().get());
    SourceRecord read =
        reader.read(
            column -> change.cells().get(column.name().toLowerCase(Locale.ROOT)),
            operation,
            locator,
            faults(change, operation));
    Map<String, Object> values = new HashMap<>(read.values());
    values.put("cd_batch", change.batch());
    values.put("cd_operation", change.operation());
    values.put("cd_time", source.changeTime() == null ? null : change.time());
    return new SourceRecord(values, operation, locator, read.cells(), read.findings());
  }

  private List<Finding> faults(Change change, String operation) {
    if (change.time() == null) {
      return List.of(
          fault(
              "CHANGE_TIME_MISSING",
              source.changeTime(),
              null,
              "变更时间（" + source.changeTime() + "）为空或不是时间，无法判断先后，请补填"));
    }
    return operation != null
        ? List.of()
        : List.of(
            fault(
                "CHANGE_OPERATION_UNKNOWN",
                source.changeOperation(),
                change.operation(),
                "变更操作“" + change.operation() + "”不是 I、U、D 之一，请改正"));
  }

  private static Finding fault(String code, String column, String text, String message) {
    return new Finding(Severity.ERROR, code, column, text, message);
  }
}
