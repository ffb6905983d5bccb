package io.mujun.ingestion.exchange;

import io.mujun.ingestion.ConnectionSettings;
import io.mujun.record.Locator;
import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.DatabaseColumn;
import io.mujun.warehouse.source.ExchangeSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** Reads an exchange table in the order of its changes, by SQL that every database understands. */
public final class ExchangeTable {
  private static final int FETCH_ROWS = 2_000;
  private static final String TIMEOUT_SECONDS = "10";
  private static final String READ_TIMEOUT_SECONDS = "600";

  private final ExchangeSource source;
  private final ConnectionSettings settings;

  public ExchangeTable(ExchangeSource source, ConnectionSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /**
   * Hands over all changes from a time on, and those without a time.
   *
   * @throws MujunException {@code SOURCE_…} where the database, table or a column is not to be had
   */
  public void read(LocalDateTime from, Consumer<Change> consumer) {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", READ_TIMEOUT_SECONDS);
    try (Connection connection = DriverManager.getConnection(settings.uri(), properties)) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      requireColumns(connection);
      try (PreparedStatement select = connection.prepareStatement(select())) {
        select.setFetchSize(FETCH_ROWS);
        select.setTimestamp(1, Timestamp.valueOf(from));
        try (ResultSet rows = select.executeQuery()) {
          List<String> names = names(rows.getMetaData());
          while (rows.next()) {
            consumer.accept(change(rows, names));
          }
        }
      }
      connection.rollback();
    } catch (SQLException failed) {
      throw SourceFaults.of(source.database(), source.sourceTable(), failed);
    }
  }

  private void requireColumns(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("select * from " + source.sourceTable() + " where 1 = 0")) {
      List<String> found = names(none.getMetaData());
      List<String> missing =
          columns().stream()
              .filter(column -> !found.contains(column.toLowerCase(Locale.ROOT)))
              .toList();
      if (!missing.isEmpty()) {
        throw new MujunException(
            "SOURCE_COLUMN_MISSING",
            "%s.%s has no column %s; it has %s. Ask the provider, or correct ingestion/sources/%s.yaml."
                .formatted(
                    source.database(), source.sourceTable(), missing, found, source.source()));
      }
    }
  }

  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    source.columns().stream().map(DatabaseColumn::column).forEach(columns::add);
    columns.addAll(source.key());
    columns.add(source.change().batch());
    columns.add(source.change().operation());
    columns.add(source.change().time());
    return columns;
  }

  private String select() {
    String time = source.change().time();
    List<String> order = new ArrayList<>(List.of(time, source.change().batch()));
    order.addAll(source.key());
    return "select %s from %s where %s >= ? or %s is null order by %s"
        .formatted(
            String.join(", ", columns()),
            source.sourceTable(),
            time,
            time,
            String.join(", ", order));
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private Change change(ResultSet row, List<String> names) throws SQLException {
    Map<String, Cell> cells = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Cell cell = DatabaseCells.cell(names.get(i), row.getObject(i + 1));
      if (cell != null) {
        cells.put(names.get(i), cell);
      }
    }
    Timestamp time = row.getTimestamp(source.change().time());
    return new Change(
        cells,
        Locator.key(source.key(), column -> cells.get(column.toLowerCase(Locale.ROOT))),
        text(cells, source.change().batch()),
        text(cells, source.change().operation()),
        time == null ? null : time.toLocalDateTime());
  }

  private static String text(Map<String, Cell> cells, String column) {
    Cell cell = cells.get(column.toLowerCase(Locale.ROOT));
    return cell == null ? "" : cell.text().strip();
  }
}
