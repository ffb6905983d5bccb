package io.mujun.ingestion;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.record.Locator;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Rows of ods and ops tables for one batch. */
final class BatchRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BatchHead head;
  private final IngestContext context;
  private final Map<String, Property> properties;

  BatchRows(BatchHead head, IngestContext context) {
    this.head = head;
    this.context = context;
    Contract contract =
        head.table() == null ? null : context.rules().contracts().table(head.table());
    this.properties = contract == null ? Map.of() : contract.propertiesByName();
  }

  /** The record with its provenance. */
  Map<String, Object> ods(SourceRecord read) {
    Map<String, Object> row = new HashMap<>(read.values());
    place(row, read.locator());
    row.put("operation", read.operation());
    row.put("source_text", sourceText(read));
    return row;
  }

  /** A row of {@code ops.refusal} or {@code ops.warning}. */
  Map<String, Object> problem(Problem problem, Object zone) {
    Map<String, Object> row = new HashMap<>();
    place(row, problem.locator());
    row.put("source", head.sourceName());
    row.put("table_name", head.table());
    row.put("zone_code", zone == null ? head.zoneCode() : zone);
    row.put("code", problem.code());
    row.put("property", problem.property());
    row.put("text", problem.text());
    row.put("message", problem.message());
    row.put("source_cell", problem.cell());
    return row;
  }

  /** The row of {@code ops.batch}: the receipt. */
  Map<String, Object> batch(Receipt receipt, LocalDate period) {
    Map<String, Object> row = new HashMap<>();
    common(row);
    row.put("source", head.sourceName());
    row.put("kind", head.kind());
    row.put("table_name", head.table());
    row.put("zone_code", head.zoneCode());
    row.put("period", period);
    row.put("source_file", head.file());
    row.put("content_hash", head.contentHash());
    row.put("read_count", receipt.read());
    row.put("accepted_count", receipt.accepted());
    row.put("refused_count", receipt.refused());
    row.put("warned_count", receipt.warned());
    row.put("status", status(receipt));
    row.put("message", message(receipt));
    return row;
  }

  private static String status(Receipt receipt) {
    return switch (receipt.status()) {
      case REFUSED -> "refused";
      case HELD -> "held";
      default -> "accepted";
    };
  }

  private static String message(Receipt receipt) {
    if (receipt.status() == Receipt.Status.REFUSED && receipt.read() == 0) {
      return receipt.refusals().get(0).message();
    }
    return receipt.notes().isEmpty() ? null : String.join("；", receipt.notes());
  }

  private void common(Map<String, Object> row) {
    row.put("batch_id", head.id());
    row.put("system", head.system());
    row.put("received_at", context.receivedAt());
    row.put("received_on", context.receivedOn());
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
   * What stood in the cells: for a file each cell that was read, for a database the texts that were
   * changed in reading. Personal columns are left out.
   */
  private String sourceText(SourceRecord read) {
    ObjectNode texts = JSON.createObjectNode();
    boolean file = read.locator().file() != null;
    read.cells()
        .forEach(
            (name, cell) -> {
              Property property = properties.get(name);
              if (property == null || property.isPersonal()) {
                return;
              }
              if (file) {
                texts.putObject(name).put("cell", cell.reference()).put("text", cell.text());
              } else if (!cell.text().equals(String.valueOf(read.values().get(name)))) {
                texts.put(name, cell.text());
              }
            });
    return texts.isEmpty() ? null : texts.toString();
  }
}
