package io.mujun.ingestion.exchange;

import io.mujun.ingestion.change.Change;
import io.mujun.ingestion.change.ChangeTable;
import io.mujun.ingestion.change.Window;
import io.mujun.record.Locator;
import io.mujun.record.value.Cell;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.DatabaseColumn;
import io.mujun.warehouse.source.ExchangeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An exchange table, opened: read in the order of its changes. Close it to end the session. */
public final class ExchangeTable implements ChangeTable {
  private final ExchangeSource source;
  private final Dialect dialect;
  private final Connection connection;
  private int areaType;

  private ExchangeTable(ExchangeSource source, Dialect dialect, Connection connection) {
    this.source = source;
    this.dialect = dialect;
    this.connection = connection;
  }

  /**
   * Opens a table.
   *
   * @throws MujunException {@code SOURCE_…} where the database, table or a column is not to be had,
   *     {@code DRIVER_MISSING}
   */
  public static ExchangeTable open(ExchangeSource source, ExchangeDatabase database) {
    Dialect dialect = database.dialect();
    Connection connection;
    try {
      connection = database.open();
    } catch (SQLException failed) {
      throw ExchangeFault.of(dialect, source.database(), source.sourceTable(), failed);
    }
    ExchangeTable table = new ExchangeTable(source, dialect, connection);
    try {
      table.requireColumns();
      return table;
    } catch (SQLException failed) {
      table.close();
      throw table.fault(failed);
    } catch (RuntimeException failed) {
      table.close();
      throw failed;
    }
  }

  @Override
  public LocalDateTime now() {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(dialect.now())) {
      row.next();
      return row.getObject(1, LocalDateTime.class);
    } catch (SQLException failed) {
      throw fault(failed);
    }
  }

  @Override
  public void read(Window window, Consumer<Change> consumer) {
    try (PreparedStatement select = connection.prepareStatement(select(window.condition()))) {
      select.setFetchSize(dialect.fetchRows());
      List<Object> parameters = window.parameters();
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i) instanceof String area) {
          select.setObject(i + 1, area, areaType);
        } else {
          select.setObject(i + 1, parameters.get(i));
        }
      }
      try (ResultSet rows = select.executeQuery()) {
        RowCells cells = new RowCells(rows.getMetaData());
        while (rows.next()) {
          consumer.accept(change(rows, cells));
        }
      }
    } catch (SQLException failed) {
      throw fault(failed);
    }
  }

  private void requireColumns() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("select * from " + source.sourceTable() + " where 1 = 0")) {
      RowCells cells = new RowCells(none.getMetaData());
      List<String> missing =
          columns().stream()
              .filter(column -> !cells.names().contains(column.toLowerCase(Locale.ROOT)))
              .toList();
      if (!missing.isEmpty()) {
        throw new MujunException(
            "SOURCE_COLUMN_MISSING",
            "%s.%s has no column %s; it has %s. Ask the provider, or correct ingestion/sources/%s.yaml."
                .formatted(
                    source.database(),
                    source.sourceTable(),
                    missing,
                    cells.names(),
                    source.source()));
      }
      if (source.areaColumn() != null) {
        areaType = cells.type(source.areaColumn());
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

  private String select(String condition) {
    List<String> order = new ArrayList<>(List.of(source.change().time(), source.change().batch()));
    order.addAll(source.key());
    return "select %s from %s%s order by %s"
        .formatted(
            String.join(", ", columns()),
            source.sourceTable(),
            condition.isEmpty() ? "" : " where " + condition,
            String.join(", ", order));
  }

  private Change change(ResultSet row, RowCells columns) throws SQLException {
    Map<String, Cell> cells = columns.read(row);
    return Change.ofRow(
        cells,
        Locator.key(source.key(), column -> cells.get(column.toLowerCase(Locale.ROOT))),
        source.areaColumn() == null ? "" : text(cells, source.areaColumn()),
        text(cells, source.change().batch()),
        text(cells, source.change().operation()),
        columns.time(row, source.change().time()));
  }

  private static String text(Map<String, Cell> cells, String column) {
    Cell cell = cells.get(column.toLowerCase(Locale.ROOT));
    return cell == null ? "" : cell.text().strip();
  }

  private MujunException fault(SQLException failed) {
    return ExchangeFault.of(dialect, source.database(), source.sourceTable(), failed);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // A session that cannot be closed has ended: nothing was written in it.
    }
  }
}
