package io.mujun.warehouse.metric;

import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a metric's figure of several zones follows from the sums of their numerators and
 * denominators. Accepted is only what is known to add up: sums and counts of rows, because each row
 * belongs to one zone, counts of distinct values among which the zone is, and measures that are
 * such a sum; with an {@code expr} that is arithmetic over them. All else is computed from the rows
 * of all zones together.
 */
public final class Additivity {
  private static final Set<String> SUMS = Set.of("sum", "count", "count_if");
  private static final Set<Operator> ARITHMETIC =
      Set.of(Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.OVER);
  private static final Expression ZONE = new Expression.Column("zone_code");
  private static final Expression NUMERATOR = new Expression.Column("numerator");
  private static final Expression DENOMINATOR = new Expression.Column("denominator");
  private static final Expression MONTH =
      new Expression.Call("month", List.of(new Expression.Column("period")));

  private final Metrics metrics;
  private final Set<String> path = new HashSet<>();

  private Additivity(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Whether figures of zones make up that of all of them together. */
  public static boolean addsUp(Measure measure, Metrics metrics) {
    Additivity additivity = new Additivity(metrics);
    return additivity.isSum(measure.numerator())
        && (!measure.isRatio() || additivity.isSum(measure.denominator()))
        && (measure.expression() == null || isArithmetic(measure.expression()));
  }

  private boolean isSum(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return (binary.operator() == Operator.PLUS || binary.operator() == Operator.MINUS)
          && isSum(binary.left())
          && isSum(binary.right());
    }
    if (expression instanceof Expression.Aggregate aggregate) {
      return aggregate.quantifier() == Expression.Aggregate.Quantifier.ALL
          ? SUMS.contains(aggregate.function())
          : aggregate.function().equals("count") && aggregate.arguments().contains(ZONE);
    }
    return expression instanceof Expression.MetricReference reference
        && isSumItself(reference.metric());
  }

  /** Whether an expression is made of sums, the month and numbers by +, -, *, / and casts. */
  private static boolean isArithmetic(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return ARITHMETIC.contains(binary.operator())
          && isArithmetic(binary.left())
          && isArithmetic(binary.right());
    }
    if (expression instanceof Expression.Cast cast) {
      return isArithmetic(cast.value());
    }
    return expression.equals(MONTH)
        || expression.equals(NUMERATOR)
        || expression.equals(DENOMINATOR)
        || (expression instanceof Expression.Literal literal
            && literal.kind() == Expression.Literal.Kind.NUMBER);
  }

  /** Whether a measure's value is its numerator, and that a sum; a ratio adds up to nothing. */
  private boolean isSumItself(String name) {
    Measure measure = metrics.measure(name, "measure(" + name + ")");
    if (measure.isRatio() || measure.expression() != null || !path.add(name)) {
      return false;
    }
    boolean sum = isSum(measure.numerator());
    path.remove(name);
    return sum;
  }
}
