package io.mujun.stream.settle;

import io.mujun.record.RecordRows;
import io.mujun.record.SourceRecord;
import io.mujun.stream.capture.Position;
import io.mujun.stream.lake.Appender;
import io.mujun.stream.lake.Lake;
import io.mujun.stream.table.CapturedTable;
import io.mujun.stream.table.CapturedTables;
import io.mujun.stream.table.Reception;
import io.mujun.warehouse.CommitKeys;
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
 * Ends rows of {@code ods} that the source no longer has: those that it deleted while no stream was
 * there to see it, for a new snapshot tells what is there, not what has gone; and those whose
 * delete was refused.
 */
final class StaleRows {
  private static final String KEY = "source_key";
  private static final String POSITION = "source_position";

  private final Lake lake;
  private final CapturedTables tables;
  private final Reception reception;

  StaleRows(Lake lake, CapturedTables tables, Reception reception) {
    this.lake = lake;
    this.tables = tables;
    this.reception = reception;
  }

  /** Which of the rows that the source no longer has are ended. */
  enum Extent {
    ALL,
    /** Those whose newest change was refused. */
    REFUSED
  }

  /**
   * Appends a delete for stale keys, with the values that {@code ods} last had.
   *
   * @return how many were ended
   */
  long end(List<Comparison> comparisons, Extent extent, LocalDateTime receivedAt)
      throws IOException {
    long ended = 0;
    for (Comparison comparison : comparisons) {
      for (CapturedTable captured : tables.all()) {
        if (captured.source().source().equals(comparison.source())
            && !comparison.stale().isEmpty()) {
          ended += end(captured, comparison.stale(), extent, receivedAt);
        }
      }
    }
    return ended;
  }

  private long end(
      CapturedTable captured, List<String> keys, Extent extent, LocalDateTime receivedAt)
      throws IOException {
    String name = captured.contract().qualifiedName();
    Table table = lake.table(name);
    List<Map<String, Object>> deletes = new ArrayList<>();
    for (Record row : newest(table, captured, keys, extent).values()) {
      deletes.add(delete(table, row, captured, receivedAt));
    }
    new Appender(table)
        .append(
            deletes,
            Map.of(
                CommitKeys.RECEIVED_ON,
                lake.receivedOn(name, reception.receivedOn()),
                CommitKeys.BATCH,
                reception.batches().get(captured.source().source())));
    return deletes.size();
  }

  private Map<String, Record> newest(
      Table table, CapturedTable captured, List<String> keys, Extent extent) throws IOException {
    CurrentState state = new CurrentState(captured);
    Set<String> stale = new HashSet<>(keys);
    Map<String, Record> newest = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(CurrentState.ofSource(captured)).build()) {
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
    if (extent == Extent.REFUSED) {
      Map<String, String> refused = refused(captured);
      newest
          .values()
          .removeIf(row -> refused.getOrDefault(key(row), "").compareTo(position(row)) <= 0);
    }
    return newest;
  }

  /** Key in the source → place of its newest refusal. */
  private Map<String, String> refused(CapturedTable captured) throws IOException {
    Map<String, String> refused = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(RecordRows.REFUSALS))
            .where(CurrentState.ofSource(captured))
            .select(KEY, POSITION)
            .build()) {
      for (Record row : rows) {
        refused.merge(
            key(row), position(row), (known, next) -> next.compareTo(known) >= 0 ? next : known);
      }
    }
    return refused;
  }

  private Map<String, Object> delete(
      Table table, Record row, CapturedTable captured, LocalDateTime receivedAt) {
    Map<String, Object> values = new HashMap<>();
    for (Types.NestedField field : table.schema().columns()) {
      values.put(field.name(), row.getField(field.name()));
    }
    values.put("batch_id", reception.batches().get(captured.source().source()));
    values.put("operation", SourceRecord.DELETE);
    values.put(POSITION, Position.following(reception.epoch(), position(row)));
    values.put("received_at", receivedAt);
    values.put("received_on", reception.receivedOn());
    values.put("source_text", null);
    return values;
  }

  private static String key(Record row) {
    return row.getField(KEY).toString();
  }

  private static String position(Record row) {
    return row.getField(POSITION).toString();
  }
}
