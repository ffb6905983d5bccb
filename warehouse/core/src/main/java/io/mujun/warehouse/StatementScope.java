package io.mujun.warehouse;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a statement is a whole of: the values of its contract's {@code statementScope}, as one text,
 * {@code zone_code=140821/period=2024-10-01}. A newer statement of the scope supersedes it.
 */
public final class StatementScope {
  private StatementScope() {}

  /**
   * The scope that a record belongs to.
   *
   * @param values column → value of the record; each column of the scope has one
   */
  public static String of(Contract contract, Map<String, ?> values) {
    return contract.statementScope().stream()
        .map(column -> column + "=" + values.get(column))
        .collect(Collectors.joining("/"));
  }

  /** The same text as an SQL expression over the table's columns. */
  public static String sql(Contract contract) {
    return contract.statementScope().stream()
        .map(column -> "'%1$s=', cast(%1$s as string)".formatted(column))
        .collect(Collectors.joining(", '/', ", "concat(", ")"));
  }
}
