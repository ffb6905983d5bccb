package io.mujun.dashboards;

import java.util.stream.Collectors;

/** Layout of generated SQL. */
final class Sql {
  private Sql() {}

  /** Every line two spaces further in, each with its line end. */
  static String indent(String sql) {
    return sql.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }
}
