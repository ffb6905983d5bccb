package io.mujun.jobs.metric;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.metric.expression.Blanks;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How exact a computed figure is, in SQL; see {@code io.mujun.warehouse.Bound}. */
final class BoundSql {
  static final String EXACT = "'exact'";

  private BoundSql() {}

  /**
   * The bound of a sum over rows whose figures are bounded by an expression: no more than at least
   * where a row stands in a statement that holds in part, or where its amount is blank.
   *
   * @param sum what is summed
   * @param bound null where the rows' figures are exact
   * @param completeness the rows' statements: whole, partial, or null where they are in none
   */
  static String sumOverRows(Expression sum, Expression bound, String completeness) {
    Map<Bound, List<Expression>> blanks = Blanks.of(sum);
    String partial = "count_if(%s = 'partial') > 0".formatted(completeness);
    return combined(
        any(blanks, bound, Bound.ABOUT),
        "(%s or %s)".formatted(any(blanks, bound, Bound.AT_LEAST), partial),
        any(blanks, bound, Bound.AT_MOST));
  }

  /** Whether a row makes the sum have this bound, by its figure's own or because it is blank. */
  private static String any(Map<Bound, List<Expression>> blanks, Expression own, Bound wanted) {
    List<Expression> conditions = new ArrayList<>(blanks.getOrDefault(wanted, List.of()));
    if (own != null) {
      conditions.add(
          new Expression.Binary(Operator.EQUAL, own, Expression.Literal.text(wanted.code())));
    }
    return conditions.isEmpty()
        ? "false"
        : conditions.stream()
            .map(condition -> "count_if(%s) > 0".formatted(SparkSql.print(condition)))
            .collect(Collectors.joining(" or ", "(", ")"));
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

  /** The bound of a sum of parts of which some are bounded, by conditions in SQL. */
  static String combined(String about, String atLeast, String atMost) {
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
