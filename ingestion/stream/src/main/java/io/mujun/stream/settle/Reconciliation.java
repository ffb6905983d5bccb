package io.mujun.stream.settle;

import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import io.mujun.stream.capture.Operation;
import io.mujun.stream.lake.Lake;
import io.mujun.stream.source.SourceDatabase;
import io.mujun.stream.table.CapturedTable;
import io.mujun.stream.table.CapturedTables;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what {@code ods} says of each table's current rows against the source itself. */
public final class Reconciliation {
  private static final int FETCH = 5_000;

  private final CapturedTables tables;
  private final Lake lake;

  public Reconciliation(CapturedTables tables, Lake lake) {
    this.tables = tables;
    this.lake = lake;
  }

  /** Compares all tables; the source's are read as they stand at one moment. */
  public List<Comparison> compare(SourceDatabase source) throws SQLException, IOException {
    Connection connection = source.connection();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    try {
      List<Comparison> comparisons = new ArrayList<>();
      for (CapturedTable table : tables.all()) {
        comparisons.add(compare(table, connection));
      }
      connection.commit();
      return comparisons;
    } finally {
      connection.rollback();
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
    }
  }

  private Comparison compare(CapturedTable table, Connection connection)
      throws SQLException, IOException {
    CurrentState state = new CurrentState(table);
    Map<String, BigInteger> there = new HashMap<>();
    Set<String> refused = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(select(table))) {
        while (rows.next()) {
          SourceRecord read = table.read(cells(rows), Operation.SNAPSHOT, null);
          if (read.isRefused()) {
            refused.add(read.locator().key());
          } else {
            there.put(state.key(read.values()::get), state.hash(read.values()::get));
          }
        }
      }
    }
    Map<String, BigInteger> here =
        state.read(lake.table(table.contract().qualifiedName()), refused);
    return Comparison.of(table.source().source(), there, refused.size(), here);
  }

  private static Map<String, Cell> cells(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, Cell> cells = new HashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      Object value =
          columns.getColumnTypeName(i).equals("timestamptz")
              ? row.getObject(i, OffsetDateTime.class)
              : row.getObject(i);
      if (value != null) {
        cells.put(name, DatabaseCells.cell(name, value));
      }
    }
    return cells;
  }

  private static String select(CapturedTable table) {
    return columns(table).stream()
        .map(column -> "\"" + column + "\"")
        .collect(Collectors.joining(", ", "select ", " from " + table.source().sourceTable()));
  }

  private static Set<String> columns(CapturedTable table) {
    Set<String> columns = new LinkedHashSet<>(table.source().key());
    table.source().columns().forEach(column -> columns.add(column.column()));
    return columns;
  }
}
