package io.mujun.dashboards;

import java.util.stream.Collectors;

/** Pieces of generated SQL. */
final class TrinoSql {
  private TrinoSql() {}

  /** A string literal. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Every line two spaces further in, each with its line end. */
  static String indent(String sql) {
    return sql.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }
}
