package io.mujun.dashboards;

import io.mujun.warehouse.code.Unit;
import java.util.Map;

/** How figures are written, by their unit. */
final class Formats {
  /** Digits after the point where it is not two. */
  private static final Map<String, Integer> DIGITS =
      Map.ofEntries(
          Map.entry("CNY_10K", 0),
          Map.entry("percent", 1),
          Map.entry("percentage_point", 1),
          Map.entry("working_day", 1),
          Map.entry("day", 0));

  private Formats() {}

  static int digits(Unit unit) {
    return DIGITS.getOrDefault(unit.code(), unit.quantity().equals("count") ? 0 : 2);
  }

  /** Superset's format of a number in this unit. */
  static String d3(Unit unit) {
    return ",." + digits(unit) + "f";
  }

  /** The format of Trino's and Java's formatter: differences are written with their sign. */
  static String pattern(Unit unit) {
    String sign = unit.code().equals("percentage_point") ? "+" : "";
    return "%" + sign + ",." + digits(unit) + "f";
  }

  /**
   * Trino SQL that writes a number in this unit as text, differences with their sign; null where
   * the number is null, which Trino's own format would write as a word.
   */
  static String text(String expression, Unit unit) {
    return "element_at(transform(filter(array["
        + expression
        + "], v -> v is not null), v -> format('"
        + pattern(unit)
        + "', v)), 1)";
  }
}
