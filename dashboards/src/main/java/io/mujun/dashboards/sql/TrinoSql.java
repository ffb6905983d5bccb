package io.mujun.dashboards.sql;

import io.mujun.warehouse.Bound;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of generated SQL. */
public final class TrinoSql {
  private TrinoSql() {}

  /** A string literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** The mark before a figure of this bound; null where the bound is. */
  public static String mark(String bound) {
    return Arrays.stream(Bound.values())
        .map(each -> " when " + text(each.code()) + " then " + text(each.mark()))
        .collect(Collectors.joining("", "case " + bound, " end"));
  }

  /** Every line two spaces further in, each with its line end. */
  static String indent(String sql) {
    return sql.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }
}
