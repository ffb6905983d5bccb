package io.mujun.dashboards.sql;

import java.util.stream.Collectors;

/** Pieces of generated SQL. */
public final class TrinoSql {
  private TrinoSql() {}

  /** A string literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Every line two spaces further in, each with its line end. */
  static String indent(String sql) {
    return sql.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }
}
