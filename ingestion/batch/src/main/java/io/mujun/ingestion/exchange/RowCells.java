package io.mujun.ingestion.exchange;

import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import io.mujun.warehouse.MujunException;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The cells of a query's rows. Times are read as they stand at Asia/Shanghai, whatever the zone of
 * this process.
 */
final class RowCells {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int LAST_YEAR = 9999;

  private final List<Column> columns = new ArrayList<>();

  private record Column(String name, int index, int type, Kind kind, String typeName) {}

  private enum Kind {
    TEXT,
    NUMBER,
    DATE,
    TIME,
    ZONED_TIME,
    BITS,
    UNREADABLE
  }

  RowCells(ResultSetMetaData query) throws SQLException {
    for (int i = 1; i <= query.getColumnCount(); i++) {
      String type = String.valueOf(query.getColumnTypeName(i)).toLowerCase(Locale.ROOT);
      columns.add(
          new Column(
              query.getColumnLabel(i).toLowerCase(Locale.ROOT),
              i,
              query.getColumnType(i),
              kind(query.getColumnType(i), type),
              type));
    }
  }

  /** The names of the columns, in lower case. */
  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The JDBC type of a column. */
  int type(String name) {
    return column(name).type();
  }

  /** The cells of the row at which the rows stand; NULL is absent. */
  Map<String, Cell> read(ResultSet rows) throws SQLException {
    Map<String, Cell> cells = new HashMap<>();
    for (Column column : columns) {
      Cell cell = cell(rows, column);
      if (cell != null) {
        cells.put(column.name(), cell);
      }
    }
    return cells;
  }

  /** The time in a column; null where there is none, or one that no calendar has. */
  LocalDateTime time(ResultSet rows, String name) throws SQLException {
    Column column = column(name);
    LocalDateTime time =
        switch (column.kind()) {
          case TIME -> rows.getObject(column.index(), LocalDateTime.class);
          case ZONED_TIME -> zoned(rows.getObject(column.index(), OffsetDateTime.class));
          case DATE -> midnight(rows.getObject(column.index(), LocalDate.class));
          default -> throw unreadable(column, "a date or a time is needed");
        };
    return time == null || time.getYear() < 1 || time.getYear() > LAST_YEAR ? null : time;
  }

  private Column column(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return columns.stream().filter(column -> column.name().equals(lower)).findFirst().orElseThrow();
  }

  private static Cell cell(ResultSet rows, Column column) throws SQLException {
    int index = column.index();
    return switch (column.kind()) {
      case TEXT -> DatabaseCells.cell(column.name(), rows.getString(index));
      case NUMBER -> DatabaseCells.cell(column.name(), rows.getObject(index));
      case DATE -> DatabaseCells.cell(column.name(), rows.getObject(index, LocalDate.class));
      case TIME -> DatabaseCells.cell(column.name(), rows.getObject(index, LocalDateTime.class));
      case ZONED_TIME ->
          DatabaseCells.cell(column.name(), rows.getObject(index, OffsetDateTime.class));
      case BITS -> DatabaseCells.cell(column.name(), bits(rows.getObject(index)));
      case UNREADABLE -> throw unreadable(column, "text, a number or a date is needed");
    };
  }

  /** A bit or boolean as a driver gives it: MariaDB's BIT comes as bytes. */
  private static Object bits(Object value) {
    return value instanceof byte[] bits ? new BigInteger(1, bits) : value;
  }

  private static LocalDateTime zoned(OffsetDateTime time) {
    return time == null ? null : time.atZoneSameInstant(ZONE).toLocalDateTime();
  }

  private static LocalDateTime midnight(LocalDate date) {
    return date == null ? null : date.atStartOfDay();
  }

  private static Kind kind(int type, String name) {
    if (type == Types.TIMESTAMP_WITH_TIMEZONE
        || name.equals("timestamptz")
        || name.contains("with time zone")
        || name.contains("with local time zone")) {
      return Kind.ZONED_TIME;
    }
    return switch (type) {
      case Types.TIMESTAMP -> Kind.TIME;
      case Types.DATE -> Kind.DATE;
      case Types.BIT, Types.BOOLEAN -> Kind.BITS;
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE ->
          Kind.NUMBER;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.UNREADABLE;
      default -> Kind.TEXT;
    };
  }

  private static MujunException unreadable(Column column, String need) {
    return new MujunException(
        "SOURCE_COLUMN_UNREADABLE",
        "The source's column %s is a %s: %s. Ask the provider for a column that can be read."
            .formatted(column.name(), column.typeName(), need));
  }
}
