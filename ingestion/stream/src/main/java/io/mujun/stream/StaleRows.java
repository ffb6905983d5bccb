package io.mujun.stream;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Ends rows that the source deleted while no stream was there to see it: a new snapshot tells what
 * is there, not what has gone.
 */
final class StaleRows {
  private final Lake lake;
  private final CapturedTables tables;
  private final Reception reception;

  StaleRows(Lake lake, CapturedTables tables, Reception reception) {
    this.lake = lake;
    this.tables = tables;
    this.reception = reception;
  }

  /** Appends a delete for each stale key, with the values that {@code ods} last had. */
  void delete(List<Comparison> comparisons, LocalDateTime receivedAt, long position)
      throws IOException {
    for (Comparison comparison : comparisons) {
      for (CapturedTable captured : tables.all()) {
        if (captured.source().source().equals(comparison.source())
            && !comparison.stale().isEmpty()) {
          Table table = lake.table(captured.contract().qualifiedName());
          new Appender(table)
              .append(
                  deletes(table, captured, comparison.stale(), receivedAt, position),
                  Map.of(
                      Lake.RECEIVED_ON,
                      lake.receivedOn(captured.contract().qualifiedName(), reception.receivedOn()),
                      Lake.BATCH,
                      reception.batches().get(comparison.source())));
        }
      }
    }
  }

  private List<Map<String, Object>> deletes(
      Table table,
      CapturedTable captured,
      List<String> keys,
      LocalDateTime receivedAt,
      long position)
      throws IOException {
    CurrentState state = new CurrentState(captured);
    Set<String> stale = new HashSet<>(keys);
    Map<String, Record> newest = new HashMap<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      for (Record row : rows) {
        String key = state.key(row::getField);
        if (stale.contains(key)) {
          newest.merge(
              key,
              row.copy(),
              (known, next) -> position(next).compareTo(position(known)) >= 0 ? next : known);
        }
      }
    }
    List<Map<String, Object>> deletes = new ArrayList<>();
    for (Record row : newest.values()) {
      Map<String, Object> values = new HashMap<>();
      for (Types.NestedField field : table.schema().columns()) {
        values.put(field.name(), row.getField(field.name()));
      }
      values.put("batch_id", reception.batches().get(captured.source().source()));
      values.put("operation", Operation.DELETE.code());
      values.put("source_position", Position.text(position));
      values.put("received_at", receivedAt);
      values.put("received_on", reception.receivedOn());
      values.put("source_text", null);
      deletes.add(values);
    }
    return deletes;
  }

  private static String position(Record row) {
    return row.getField("source_position").toString();
  }
}
