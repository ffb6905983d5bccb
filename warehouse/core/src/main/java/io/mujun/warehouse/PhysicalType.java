package io.mujun.warehouse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column as it is stored, in the words of Iceberg.
 *
 * @param kind the type without its parameters
 * @param precision digits of a decimal, else 0
 * @param scale digits after the point of a decimal, else 0
 */
public record PhysicalType(Kind kind, int precision, int scale) {
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");

  /**
   * Types that the warehouse stores. A timestamp is local time in Asia/Shanghai, without a zone.
   */
  public enum Kind {
    STRING,
    BOOLEAN,
    INT,
    LONG,
    DATE,
    TIMESTAMP,
    DECIMAL
  }

  /**
   * Reads the text of a contract's {@code physicalType}.
   *
   * @throws MujunException {@code CONTRACT_INVALID} where the text names no type
   */
  static PhysicalType parse(String text, String place) {
    Optional<PhysicalType> decimal = decimal(text);
    if (decimal.isPresent()) {
      return decimal.get();
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && kind.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
        return new PhysicalType(kind, 0, 0);
      }
    }
    throw new MujunException(
        "CONTRACT_INVALID",
        place
            + ": physicalType '"
            + text
            + "' is not known. Use string, boolean, int, long, date, timestamp or decimal(p,s).");
  }

  /** The decimal that {@code decimal(p,s)} names; empty where the text names none. */
  public static Optional<PhysicalType> decimal(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches()
        ? Optional.of(
            new PhysicalType(
                Kind.DECIMAL,
                Integer.parseInt(decimal.group(1)),
                Integer.parseInt(decimal.group(2))))
        : Optional.empty();
  }

  /** The type in SQL, as Spark, Trino and Iceberg all write it. */
  public String sql() {
    return kind == Kind.DECIMAL
        ? "decimal(" + precision + "," + scale + ")"
        : kind == Kind.LONG ? "bigint" : kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
