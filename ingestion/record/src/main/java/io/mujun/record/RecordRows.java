package io.mujun.record;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.record.value.Cell;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Rows of ods and ops tables for the records of one batch: column → value. */
public final class RecordRows {
  /** Table of what was refused: one row for each error. */
  public static final String REFUSALS = "ops.refusal";

  /** Table of what is in with a warning: one row for each. */
  public static final String WARNINGS = "ops.warning";

  /** Table of receipts: one row for each batch. */
  public static final String BATCHES = "ops.batch";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Provenance provenance;
  private final Map<String, Property> properties;

  /**
   * @param contract contract of the records' table; null where no table is known
   */
  public RecordRows(Provenance provenance, Contract contract) {
    this.provenance = provenance;
    this.properties = contract == null ? Map.of() : contract.propertiesByName();
  }

  /** The record with its provenance. */
  public Map<String, Object> ods(SourceRecord read) {
    Map<String, Object> row = new HashMap<>(read.values());
    place(row, read.locator());
    row.put("operation", read.operation());
    row.put("source_text", sourceText(read));
    return row;
  }

  /**
   * A row of {@code ops.refusal} or {@code ops.warning}.
   *
   * @param zone zone of the record, or null where it is not known
   */
  public Map<String, Object> problem(Problem problem, Object zone) {
    Map<String, Object> row = new HashMap<>();
    place(row, problem.locator());
    source(row);
    if (zone != null) {
      row.put("zone_code", zone);
    }
    row.put("code", problem.code());
    row.put("property", problem.property());
    row.put("text", problem.text());
    row.put("message", problem.message());
    row.put("source_cell", problem.cell());
    return row;
  }

  /**
   * The refusal or warning that a row tells of.
   *
   * @param row column → value
   */
  public static Problem problem(Function<String, Object> row) {
    return new Problem(
        (String) row.apply("code"),
        (String) row.apply("property"),
        (String) row.apply("text"),
        (String) row.apply("message"),
        new Locator(
            (String) row.apply("source_file"),
            (String) row.apply("source_sheet"),
            (Integer) row.apply("source_row"),
            (String) row.apply("source_database"),
            (String) row.apply("source_table"),
            (String) row.apply("source_key"),
            (String) row.apply("source_position")),
        (String) row.apply("source_cell"));
  }

  /**
   * What all rows of {@code ops.batch} have; kinds of sources add their own.
   *
   * @param kind ledger, exchange or change_stream
   * @param status accepted or refused
   */
  public Map<String, Object> batch(String kind, RecordCounts counts, String status) {
    Map<String, Object> row = new HashMap<>();
    common(row);
    source(row);
    row.put("kind", kind);
    row.put("read_count", counts.read());
    row.put("accepted_count", counts.accepted());
    row.put("refused_count", counts.refused());
    row.put("warned_count", counts.warned());
    row.put("status", status);
    return row;
  }

  private void common(Map<String, Object> row) {
    row.put("batch_id", provenance.batchId());
    row.put("system", provenance.system());
    row.put("received_at", provenance.receivedAt());
    row.put("received_on", provenance.receivedOn());
  }

  private void source(Map<String, Object> row) {
    row.put("source", provenance.source());
    row.put("table_name", provenance.table());
    row.put("zone_code", provenance.zoneCode());
  }

  private void place(Map<String, Object> row, Locator locator) {
    common(row);
    row.put("source_file", locator.file());
    row.put("source_sheet", locator.sheet());
    row.put("source_row", locator.row());
    row.put("source_database", locator.database());
    row.put("source_table", locator.table());
    row.put("source_key", locator.key());
    row.put("source_position", locator.position());
  }

  /**
   * What stood in the cells, property → cell or column and text: for a file each cell that was
   * read, for a database those whose texts were changed in reading. Personal columns are left out.
   */
  private String sourceText(SourceRecord read) {
    ObjectNode texts = JSON.createObjectNode();
    read.cells()
        .forEach(
            (name, cell) -> {
              Property property = properties.get(name);
              if (property != null && !property.isPersonal() && isKept(read, name, cell)) {
                texts.putObject(name).put("cell", cell.reference()).put("text", cell.text());
              }
            });
    return texts.isEmpty() ? null : texts.toString();
  }

  private static boolean isKept(SourceRecord read, String property, Cell cell) {
    return !cell.text().isBlank()
        && (read.locator().file() != null
            || !cell.text().equals(String.valueOf(read.values().get(property))));
  }
}
