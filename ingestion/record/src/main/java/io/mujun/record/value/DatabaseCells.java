package io.mujun.record.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * Values of database columns as cells, so that JDBC and a database's log tell one value by one
 * text: numbers as plain decimals, days and times in ISO 8601, points in time as the clock of
 * Asia/Shanghai shows them, booleans as {@code true} and {@code false}.
 */
public final class DatabaseCells {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private DatabaseCells() {}

  /**
   * The cell of a value.
   *
   * @param column name of the column
   * @param value as a driver gives it; null for NULL
   * @return null for NULL
   */
  public static Cell cell(String column, Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Timestamp time) {
      return time(column, time.toLocalDateTime());
    }
    if (value instanceof LocalDateTime time) {
      return time(column, time);
    }
    if (value instanceof OffsetDateTime time) {
      return time(column, time.atZoneSameInstant(ZONE).toLocalDateTime());
    }
    if (value instanceof Date date) {
      return cell(column, date.toLocalDate());
    }
    if (value instanceof LocalDate date) {
      return new Cell(column, date.toString(), Cell.Kind.DATE);
    }
    return new Cell(column, text(value), Cell.Kind.UNTYPED);
  }

  private static Cell time(String column, LocalDateTime time) {
    return new Cell(column, DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time), Cell.Kind.DATE);
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Double || value instanceof Float) {
      return plain(value.toString());
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return HexFormat.of().formatHex(copy);
    }
    return value instanceof Time time ? time.toLocalTime().toString() : value.toString();
  }

  /** NaN and infinity stay as they are, and are no numbers to whoever reads them. */
  private static String plain(String number) {
    try {
      BigDecimal decimal = new BigDecimal(number);
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException none) {
      return number;
    }
  }
}
