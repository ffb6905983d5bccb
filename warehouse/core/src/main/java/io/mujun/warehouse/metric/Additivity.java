package io.mujun.warehouse.metric;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a metric's figure of several zones follows from the sums of their numerators and
 * denominators. Accepted is only what is known to add up: sums and counts of rows, because each row
 * belongs to one zone, and measures that are such a sum.
 */
public final class Additivity {
  /** What a reader can make of the sums. */
  public enum Formula {
    /** Their ratio, or the numerator's sum alone. */
    RATIO,
    /** Also the metric's own {@code expr}, where it is arithmetic. */
    ARITHMETIC
  }

  private static final String CODE = "METRIC_NOT_ADDITIVE";
  private static final Set<String> SUMS = Set.of("sum", "count", "count_if");
  private static final Set<Operator> ARITHMETIC =
      Set.of(Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.OVER);
  private static final Expression NUMERATOR = new Expression.Column("numerator");
  private static final Expression DENOMINATOR = new Expression.Column("denominator");
  private static final Expression MONTH =
      new Expression.Call("month", List.of(new Expression.Column("period")));

  private final Metrics metrics;
  private final Set<String> path = new HashSet<>();

  private Additivity(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Accepts a metric whose figure of several zones the reader can compute.
   *
   * @param formula what the reader can compute
   * @param place where the figure is asked for, for the message
   * @throws MujunException {@code METRIC_NOT_ADDITIVE} with the place, the metric and the reason
   */
  public static void require(Measure measure, Metrics metrics, Formula formula, String place) {
    obstacle(measure, metrics, formula)
        .ifPresent(
            reason -> {
              throw new MujunException(
                  CODE,
                  "%s: '%s' of several zones does not follow from its parts: %s. Show it by zone instead, in a ranking or a matrix."
                      .formatted(place, measure.name(), reason));
            });
  }

  /** Why the reader cannot compute a metric's figure of several zones; empty where they can. */
  public static Optional<String> obstacle(Measure measure, Metrics metrics, Formula formula) {
    Additivity additivity = new Additivity(metrics);
    Optional<String> inParts =
        additivity
            .parts(measure)
            .map("its %s is no sum of sum, count, count_if and measure"::formatted);
    return inParts.isPresent() ? inParts : formula(measure, formula);
  }

  private static Optional<String> formula(Measure measure, Formula formula) {
    if (measure.expression() == null) {
      return Optional.empty();
    }
    String expression = SparkSql.print(measure.expression());
    if (formula == Formula.RATIO) {
      return Optional.of("its expr '%s' is not computed here".formatted(expression));
    }
    return isArithmetic(measure.expression())
        ? Optional.empty()
        : Optional.of("its expr '%s' is not plain arithmetic".formatted(expression));
  }

  /** The first part that does not add up, or empty. */
  private Optional<String> parts(Measure measure) {
    if (!isSum(measure.numerator())) {
      return Optional.of("numerator '" + SparkSql.print(measure.numerator()) + "'");
    }
    if (measure.isRatio() && !isSum(measure.denominator())) {
      return Optional.of("denominator '" + SparkSql.print(measure.denominator()) + "'");
    }
    return Optional.empty();
  }

  private boolean isSum(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return (binary.operator() == Operator.PLUS || binary.operator() == Operator.MINUS)
          && isSum(binary.left())
          && isSum(binary.right());
    }
    if (expression instanceof Expression.Aggregate aggregate) {
      return SUMS.contains(aggregate.function())
          && aggregate.quantifier() == Expression.Aggregate.Quantifier.ALL;
    }
    return expression instanceof Expression.MetricReference reference
        && isSumItself(reference.metric());
  }

  /** Whether an expression is made of sums, the month and numbers by +, -, * and /. */
  private static boolean isArithmetic(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return ARITHMETIC.contains(binary.operator())
          && isArithmetic(binary.left())
          && isArithmetic(binary.right());
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
