package io.mujun.warehouse.metric;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a metric's figure of several zones follows from the sums of their numerators and
 * denominators. Accepted is only what is known to add up: sums and counts of rows, because each row
 * belongs to one zone, and measures that are such a sum; with an {@code expr} that is arithmetic
 * over them. All else is computed from the rows of all zones together.
 */
public final class Additivity {
  private static final Pattern ARITHMETIC =
      Pattern.compile(
          "(?:\\s|\\bnumerator\\b|\\bdenominator\\b|\\bmonth\\(period\\)|\\b\\d+(?:\\.\\d+)?\\b|[-+*/()])+");

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
        && (measure.expression() == null || ARITHMETIC.matcher(measure.expression()).matches());
  }

  private boolean isSum(String expression) {
    return new AggregateSum(expression, this::isSumItself).isValid();
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
