package io.mujun.stream;

import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.code.Unit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Turns the text of a database column into a value of the contract's type. */
final class ColumnText {
  private static final DateTimeFormatter COMPACT_DATE = DateTimeFormatter.BASIC_ISO_DATE;

  private ColumnText() {}

  /**
   * Reads a text.
   *
   * @param text as received, neither null nor blank
   * @param unit unit of the received number, or null where it is that of the contract
   * @return the value; empty where the text is none of this type
   */
  static Optional<Object> parse(String text, PhysicalType type, Unit unit) {
    String trimmed = text.strip();
    try {
      return Optional.of(
          switch (type.kind()) {
            case STRING -> trimmed;
            case BOOLEAN -> bool(trimmed);
            case INT -> number(trimmed, unit, 0).intValueExact();
            case LONG -> number(trimmed, unit, 0).longValueExact();
            case DECIMAL -> decimal(trimmed, unit, type);
            case DATE -> date(trimmed);
            case TIMESTAMP -> timestamp(trimmed);
          });
    } catch (ArithmeticException | NumberFormatException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true", "y", "yes", "是" -> Boolean.TRUE;
      case "0", "f", "false", "n", "no", "否" -> Boolean.FALSE;
      default -> throw new NumberFormatException(text);
    };
  }

  private static BigDecimal number(String text, Unit unit, int scale) {
    BigDecimal value = new BigDecimal(text);
    return unit == null ? value : unit.toBase(value, scale);
  }

  private static BigDecimal decimal(String text, Unit unit, PhysicalType type) {
    BigDecimal value = number(text, unit, type.scale());
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() > type.scale() ? value : value.setScale(type.scale());
  }

  private static LocalDate date(String text) {
    if (text.length() == 8) {
      return LocalDate.parse(text, COMPACT_DATE);
    }
    return text.length() > 10 ? timestamp(text).toLocalDate() : LocalDate.parse(text);
  }

  private static LocalDateTime timestamp(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
