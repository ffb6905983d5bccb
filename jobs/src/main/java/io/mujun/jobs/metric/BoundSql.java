package io.mujun.jobs.metric;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.List;
import java.util.stream.Collectors;

/** How exact a computed figure is, in SQL; see {@code io.mujun.warehouse.Bound}. */
final class BoundSql {
  static final String EXACT = "'exact'";

  private BoundSql() {}

  /**
   * The bound of a sum over rows whose figures are bounded by an expression: no more than at least
   * where a row stands in a statement that holds in part.
   *
   * @param bound null where the rows' figures are exact
   * @param completeness the rows' statements: whole, partial, or null where they are in none
   */
  static String sumOverRows(Expression bound, String completeness) {
    String partial = "count_if(%s = 'partial') > 0".formatted(completeness);
    return bound == null
        ? "if(%s, 'at_least', %s)".formatted(partial, EXACT)
        : combined(
            any(bound, Bound.ABOUT),
            "(%s or %s)".formatted(any(bound, Bound.AT_LEAST), partial),
            any(bound, Bound.AT_MOST));
  }

  /** Whether a row's figure has this bound. */
  private static String any(Expression bound, Bound wanted) {
    Expression is =
        new Expression.Binary(Operator.EQUAL, bound, Expression.Literal.text(wanted.code()));
    return "count_if(%s) > 0".formatted(SparkSql.print(is));
  }

  /** The bound of a sum of figures that have these bounds. */
  static String sum(List<String> bounds) {
    if (bounds.isEmpty()) {
      return EXACT;
    }
    String all = bounds.stream().collect(Collectors.joining(", ", "array(", ")"));
    return bounds.size() == 1
        ? bounds.get(0)
        : combined(
            "array_contains(%s, 'about')".formatted(all),
            "array_contains(%s, 'at_least')".formatted(all),
            "array_contains(%s, 'at_most')".formatted(all));
  }

  /** The bound of a figure that grows with its numerator and falls with its denominator. */
  static String ratio(String numerator, String denominator) {
    return """
        case
          when %2$s = 'exact' then %1$s
          when %1$s = 'exact' and %2$s = 'at_least' then 'at_most'
          when %1$s = 'exact' and %2$s = 'at_most' then 'at_least'
          else 'about'
        end"""
        .formatted(numerator, denominator);
  }

  private static String combined(String about, String atLeast, String atMost) {
    return """
        case
          when %1$s or (%2$s and %3$s) then 'about'
          when %2$s then 'at_least'
          when %3$s then 'at_most'
          else 'exact'
        end"""
        .formatted(about, atLeast, atMost);
  }
}
