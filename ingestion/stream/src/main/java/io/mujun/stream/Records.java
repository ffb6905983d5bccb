package io.mujun.stream;

import io.mujun.warehouse.validation.Finding;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the records of {@code ods}, {@code ops.refusal} and {@code ops.warning} of a change. */
final class Records {
  private final Reception reception;
  private final String database;

  Records(Reception reception, String database) {
    this.reception = reception;
    this.database = database;
  }

  /**
   * What one change becomes.
   *
   * @param accepted records for the table's {@code ods}
   * @param refusals rows for {@code ops.refusal}, where none is accepted
   * @param warnings rows for {@code ops.warning}
   */
  record Outcome(
      List<Map<String, Object>> accepted,
      List<Map<String, Object>> refusals,
      List<Map<String, Object>> warnings) {}

  Outcome of(Change change, RowMapper mapper, LocalDateTime receivedAt) {
    MappedRow row = mapper.map(change.row());
    Map<String, Object> locator = locator(change, mapper, receivedAt);
    List<Map<String, Object>> accepted = new ArrayList<>();
    List<Map<String, Object>> refusals = new ArrayList<>();
    List<Map<String, Object>> warnings = new ArrayList<>();
    if (!row.isAccepted()) {
      row.findings().stream()
          .filter(Finding::isError)
          .forEach(finding -> refusals.add(report(finding, row, locator, mapper)));
      return new Outcome(accepted, refusals, warnings);
    }
    Map<String, Object> values = new HashMap<>(row.values());
    values.putAll(locator);
    values.put("operation", change.operation().code());
    values.put("source_text", row.sourceText());
    if (change.operation() == Operation.UPDATE) {
      leftZone(change, mapper, row, locator)
          .ifPresent(
              departed -> {
                accepted.add(departed);
                values.put("source_position", Position.following(change.position()));
              });
    }
    accepted.add(values);
    row.findings().forEach(finding -> warnings.add(report(finding, row, locator, mapper)));
    return new Outcome(accepted, refusals, warnings);
  }

  /** A row that moves to another zone is deleted in the one it leaves, so that both are told. */
  private static java.util.Optional<Map<String, Object>> leftZone(
      Change change, RowMapper mapper, MappedRow row, Map<String, Object> locator) {
    MappedRow before = mapper.map(change.before());
    if (!before.isAccepted()
        || before.values().get("zone_code").equals(row.values().get("zone_code"))) {
      return java.util.Optional.empty();
    }
    Map<String, Object> departed = new HashMap<>(before.values());
    departed.putAll(locator);
    departed.put("operation", Operation.DELETE.code());
    departed.put("source_text", before.sourceText());
    return java.util.Optional.of(departed);
  }

  private Map<String, Object> locator(Change change, RowMapper mapper, LocalDateTime receivedAt) {
    long position =
        change.operation() == Operation.SNAPSHOT ? reception.snapshotPosition() : change.position();
    Map<String, Object> locator = new HashMap<>();
    locator.put("batch_id", reception.batches().get(mapper.source().source()));
    locator.put("system", mapper.source().system());
    locator.put("source_database", database);
    locator.put("source_table", change.table());
    locator.put("source_key", mapper.key(change.row()));
    locator.put("source_position", Position.text(position));
    locator.put("received_at", receivedAt.truncatedTo(ChronoUnit.MILLIS));
    locator.put("received_on", reception.receivedOn());
    return locator;
  }

  private static Map<String, Object> report(
      Finding finding, MappedRow row, Map<String, Object> locator, RowMapper mapper) {
    Map<String, Object> report = new HashMap<>(locator);
    report.put("source", mapper.source().source());
    report.put("table_name", mapper.contract().qualifiedName());
    report.put("zone_code", row.values().get("zone_code"));
    report.put("code", finding.code());
    report.put("property", finding.property());
    report.put("text", finding.text());
    report.put("message", finding.message());
    return report;
  }
}
