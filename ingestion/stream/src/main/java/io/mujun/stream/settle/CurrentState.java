package io.mujun.stream.settle;

import io.mujun.stream.capture.Operation;
import io.mujun.stream.capture.Position;
import io.mujun.stream.table.CapturedTable;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The rows of one source table as {@code ods} has them: of each key the newest operation. Rows of
 * other sources in the same table are none of its business.
 */
public final class CurrentState {
  private static final String OPERATION = "operation";
  private static final String POSITION = "source_position";
  private static final String SOURCE_KEY = "source_key";

  private final CapturedTable captured;
  private final List<String> columns;
  private final RowSetHash hashing = new RowSetHash();

  CurrentState(CapturedTable captured) {
    this.captured = captured;
    Set<String> filled = new LinkedHashSet<>(captured.contract().key());
    captured.contract().ownProperties().forEach(property -> filled.add(property.name()));
    this.columns = List.copyOf(filled);
  }

  private record Newest(String position, String sourceKey, BigInteger hash) {
    boolean isDeleted() {
      return hash == null;
    }
  }

  /**
   * Key → hash of key and values, for each row that is not deleted.
   *
   * @param refused keys in the source of rows that are refused as they stand there: what was taken
   *     in of them before is left out
   */
  Map<String, BigInteger> read(Table table, Set<String> refused) throws IOException {
    Map<String, Newest> newest = new HashMap<>();
    List<String> selected = new ArrayList<>(columns);
    selected.add(OPERATION);
    selected.add(POSITION);
    selected.add(SOURCE_KEY);
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(ofSource(captured)).select(selected).build()) {
      for (Record row : rows) {
        String position = row.getField(POSITION).toString();
        boolean deleted = Operation.DELETE.code().equals(row.getField(OPERATION));
        newest.merge(
            key(row::getField),
            new Newest(
                position,
                row.getField(SOURCE_KEY).toString(),
                deleted ? null : hash(row::getField)),
            (known, next) -> next.position().compareTo(known.position()) >= 0 ? next : known);
      }
    }
    return newest.entrySet().stream()
        .filter(entry -> !entry.getValue().isDeleted())
        .filter(entry -> !refused.contains(entry.getValue().sourceKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().hash()));
  }

  /** The rows that a source has given. */
  static Expression ofSource(CapturedTable captured) {
    return Expressions.and(
        Expressions.equal("source_database", captured.source().database()),
        Expressions.equal("source_table", captured.source().sourceTable()));
  }

  /** The newest epoch of a source's rows; 0 where it has none. */
  public static int newestEpoch(CapturedTable captured, Table table) throws IOException {
    int newest = 0;
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(ofSource(captured)).select(POSITION).build()) {
      for (Record row : rows) {
        newest = Math.max(newest, Position.epoch(row.getField(POSITION).toString()));
      }
    }
    return newest;
  }

  /** Text of a record's key. */
  String key(Function<String, Object> values) {
    return text(captured.contract().key(), values);
  }

  /** Hash of a record's key and values. */
  BigInteger hash(Function<String, Object> values) {
    return hashing.hash(text(columns, values));
  }

  private static String text(List<String> columns, Function<String, Object> values) {
    StringBuilder text = new StringBuilder();
    for (String column : columns) {
      Object value = values.apply(column);
      if (value != null) {
        text.append(value);
      } else {
        text.append('\0');
      }
      text.append('\u001f');
    }
    return text.toString();
  }
}
