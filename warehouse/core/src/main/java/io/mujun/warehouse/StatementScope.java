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

  /** The same text as an expression of Spark's SQL over the table's columns. */
  public static String sql(Contract contract) {
    return sql(contract, "string");
  }

  /**
   * The same text as an SQL expression over the table's columns.
   *
   * @param textType what the dialect calls the type of texts
   */
  public static String sql(Contract contract, String textType) {
    return contract.statementScope().stream()
        .map(column -> "'%1$s=', cast(%1$s as %2$s)".formatted(column, textType))
        .collect(Collectors.joining(", '/', ", "concat(", ")"));
  }
}
