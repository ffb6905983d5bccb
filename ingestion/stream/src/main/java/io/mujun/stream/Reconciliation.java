package io.mujun.stream;

import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what {@code ods} says of each table's current rows against the source itself. */
final class Reconciliation {
  private static final int FETCH = 5_000;

  private final Mappers mappers;
  private final Lake lake;

  Reconciliation(Mappers mappers, Lake lake) {
    this.mappers = mappers;
    this.lake = lake;
  }

  /** Compares all tables; the source's are read as they stand at one moment. */
  List<Comparison> compare(SourceDatabase source) throws SQLException, IOException {
    Connection connection = source.connection();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    try {
      List<Comparison> comparisons = new ArrayList<>();
      for (RowMapper mapper : mappers.all()) {
        comparisons.add(compare(mapper, connection));
      }
      connection.commit();
      return comparisons;
    } finally {
      connection.rollback();
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
    }
  }

  private Comparison compare(RowMapper mapper, Connection connection)
      throws SQLException, IOException {
    CurrentState state = new CurrentState(mapper);
    Map<String, BigInteger> there = new HashMap<>();
    Set<String> refused = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(select(mapper))) {
        Set<String> columns = columns(mapper);
        while (rows.next()) {
          Map<String, String> row = new HashMap<>();
          for (String column : columns) {
            row.put(column, rows.getString(column));
          }
          MappedRow mapped = mapper.map(row);
          String key = state.key(mapped.values()::get);
          if (mapped.isAccepted()) {
            there.put(key, state.hash(mapped.values()::get));
          } else {
            refused.add(key);
          }
        }
      }
    }
    Map<String, BigInteger> here = state.read(lake.table(mapper.contract().qualifiedName()));
    here.keySet().removeAll(refused);
    return Comparison.of(mapper.source().source(), there, refused.size(), here);
  }

  private static String select(RowMapper mapper) {
    return columns(mapper).stream()
        .map(column -> "\"" + column + "\"")
        .collect(Collectors.joining(", ", "select ", " from " + mapper.source().sourceTable()));
  }

  private static Set<String> columns(RowMapper mapper) {
    Set<String> columns = new LinkedHashSet<>(mapper.source().key());
    mapper.source().columns().forEach(column -> columns.add(column.column()));
    return columns;
  }
}
