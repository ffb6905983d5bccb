package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.Bound;
import io.mujun.warehouse.metric.expression.Blanks;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How exact a computed figure is, in SQL; see {@code io.mujun.warehouse.Bound}. */
final class BoundSql {
  static final String EXACT = "'exact'";

  /** The condition that nothing meets. */
  static final String NEVER = "false";

  private BoundSql() {}

  /** Whether a row of a sum can make it less exact, by a bound of its own or a blank. */
  static boolean isBounded(Expression sum, Expression bound) {
    return bound != null || !Blanks.of(sum).isEmpty();
  }

  /**
   * The bound of a sum over rows whose figures are bounded by an expression, as an aggregate: no
   * more than at least where a row stands in a statement that holds in part, or where its amount is
   * blank.
   *
   * @param sum what is summed
   * @param bound null where the rows' figures are exact
   * @param isPartial an aggregate: whether a row stands in a statement that holds in part
   */
  static String sumOverRows(Expression sum, Expression bound, String isPartial) {
    Map<Bound, List<Expression>> blanks = Blanks.of(sum);
    return combined(
        any(blanks, bound, Bound.ABOUT),
        either(any(blanks, bound, Bound.AT_LEAST), isPartial),
        any(blanks, bound, Bound.AT_MOST));
  }

  /** Whether a row makes the sum have this bound, by its figure's own or because it is blank. */
  private static String any(Map<Bound, List<Expression>> blanks, Expression own, Bound wanted) {
    List<Expression> conditions = new ArrayList<>(blanks.getOrDefault(wanted, List.of()));
    if (own != null) {
      conditions.add(
          new Expression.Binary(Operator.EQUAL, own, Expression.Literal.text(wanted.code())));
    }
    return conditions.stream()
        .map(condition -> "count_if(%s) > 0".formatted(SparkSql.print(condition)))
        .reduce(NEVER, BoundSql::either);
  }

  /** The bound of a sum of figures that have these bounds, as expressions. */
  static String sum(List<String> bounds) {
    if (bounds.size() < 2) {
      return bounds.isEmpty() ? EXACT : bounds.get(0);
    }
    String all = String.join(", ", bounds);
    return combined(
        "'about' in (%s)".formatted(all),
        "'at_least' in (%s)".formatted(all),
        "'at_most' in (%s)".formatted(all));
  }

  /** The bound of a figure less which another is, as an expression. */
  static String opposite(String bound) {
    return "case %1$s when 'at_least' then 'at_most' when 'at_most' then 'at_least' else %1$s end"
        .formatted(bound);
  }

  /** The bound of a figure that grows with its numerator and falls with its denominator. */
  static String ratio(String numerator, String denominator) {
    return denominator.equals(EXACT)
        ? numerator
        : """
          case
            when %2$s = 'exact' then %1$s
            when %1$s = 'exact' and %2$s = 'at_least' then 'at_most'
            when %1$s = 'exact' and %2$s = 'at_most' then 'at_least'
            else 'about'
          end"""
            .formatted(numerator, denominator);
  }

  /**
   * The bound of a sum of parts of which some are bounded, by conditions in SQL; {@link #NEVER}
   * where none can be.
   */
  static String combined(String about, String atLeast, String atMost) {
    String cases =
        when(either(about, both(atLeast, atMost)), Bound.ABOUT)
            + when(atLeast, Bound.AT_LEAST)
            + when(atMost, Bound.AT_MOST);
    return cases.isEmpty() ? EXACT : "case%s else %s end".formatted(cases, EXACT);
  }

  private static String when(String condition, Bound bound) {
    return condition.equals(NEVER)
        ? ""
        : " when %s then %s".formatted(condition, Sql.text(bound.code()));
  }

  private static String either(String one, String other) {
    if (one.equals(NEVER)) {
      return other;
    }
    return other.equals(NEVER) ? one : "(%s or %s)".formatted(one, other);
  }

  private static String both(String one, String other) {
    return one.equals(NEVER) || other.equals(NEVER) ? NEVER : "(%s and %s)".formatted(one, other);
  }
}
