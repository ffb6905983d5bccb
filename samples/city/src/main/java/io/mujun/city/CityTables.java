package io.mujun.city;

import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.ReceivedAppend;
import io.mujun.catalog.RowWriter;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.StatementScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Takes records of all {@code ods} tables with their provenance, and appends them in one commit.
 * Rows go to files as they come; a file holds those of some zones, so that few are open at a time.
 */
final class CityTables {
  static final String STATEMENT = "ods.statement";

  private final MujunCatalog catalog;
  private final Contracts contracts;
  private final Map<String, RowWriter> writers = new TreeMap<>();
  private final Map<String, List<DataFile>> files = new TreeMap<>();
  private long rows;
  private long batches;
  private long sequence;

  /**
   * @param after the number of the last batch and statement before
   */
  CityTables(MujunCatalog catalog, Contracts contracts, long after) {
    this.catalog = catalog;
    this.contracts = contracts;
    this.batches = after;
    this.sequence = after;
  }

  /** A batch of its own. */
  String batch() {
    batches++;
    return "city-%010d".formatted(batches);
  }

  /** Takes a record of a statement. */
  void stated(String table, String batch, LocalDate day, Map<String, Object> values) {
    Map<String, Object> row = received(batch, day, "statement", values);
    row.put("source_file", batch + ".xlsx");
    row.put("source_sheet", "台账");
    row.put("source_row", (int) (rows % 1_000_000) + 5);
    write(table, row);
  }

  /**
   * Says from when on a statement holds for the scope of a record.
   *
   * @param batch null for none
   * @param completeness whole, partial, empty, or null for none
   */
  void holds(
      String table, Map<String, Object> scope, String batch, LocalDate day, String completeness) {
    sequence++;
    Map<String, Object> row = new HashMap<>();
    row.put("table_name", table);
    row.put("scope", StatementScope.of(contracts.table(table), scope));
    row.put("zone_code", scope.get("zone_code"));
    row.put("batch_id", batch);
    row.put("period", scope.get("period"));
    row.put("completeness", completeness);
    row.put("received_on", day);
    row.put("sequence", sequence);
    write(STATEMENT, row);
  }

  /** Takes an operation of a database on a key. */
  void operated(
      String table,
      DatabaseOperation operation,
      String database,
      LocalDate day,
      Map<String, Object> values) {
    Map<String, Object> row =
        received("city-" + database + "-" + day, day, operation.code(), values);
    row.put("source_database", database);
    row.put("source_table", contracts.table(table).name());
    row.put("source_position", "%012d".formatted(operation.position()));
    write(table, row);
  }

  private Map<String, Object> received(
      String batch, LocalDate day, String operation, Map<String, Object> values) {
    rows++;
    Map<String, Object> row = new HashMap<>(values);
    row.put("batch_id", batch);
    row.put("system", "生成");
    row.put("operation", operation);
    row.put("received_on", day);
    row.put("received_at", day.atStartOfDay().plusSeconds(rows % 80_000));
    return row;
  }

  private void write(String table, Map<String, Object> row) {
    writers.computeIfAbsent(table, name -> new RowWriter(catalog.table(name))).write(row);
  }

  /** Closes the files that are open, so that the next zones go to others. */
  void rest() {
    writers.forEach(
        (table, writer) ->
            files.computeIfAbsent(table, name -> new ArrayList<>()).addAll(writer.complete()));
    writers.clear();
  }

  /** Appends all; returns how many records there were, statements not counted. */
  long commit(LocalDate lastDay) {
    rest();
    catalog.commit(
        commit -> {
          files.forEach(
              (name, each) -> {
                Table table = commit.table(name);
                ReceivedAppend.to(table, each, lastDay, Map.of());
              });
          return null;
        });
    return rows;
  }
}
