package io.mujun.dashboards.sql;

import io.mujun.warehouse.code.Unit;

/** How figures are written, by their unit. */
public final class Formats {
  private Formats() {}

  /** Superset's format of a number in this unit. */
  public static String d3(Unit unit) {
    return ",." + unit.digits() + "f";
  }

  /** The format of Trino's and Java's formatter: differences are written with their sign. */
  public static String pattern(Unit unit) {
    String sign = unit.sign() == Unit.Sign.ALWAYS ? "+" : "";
    return "%" + sign + ",." + unit.digits() + "f";
  }

  /**
   * Trino SQL that writes a number in this unit as text, differences with their sign; null where
   * the number is null, which Trino's own format would write as a word.
   */
  public static String text(String expression, Unit unit) {
    return "element_at(transform(filter(array["
        + expression
        + "], v -> v is not null), v -> format('"
        + pattern(unit)
        + "', v)), 1)";
  }
}
