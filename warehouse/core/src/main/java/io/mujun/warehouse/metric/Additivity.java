package io.mujun.warehouse.metric;

import io.mujun.warehouse.MujunException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
  private static final Pattern ARITHMETIC =
      Pattern.compile(
          "(?:\\s|\\bnumerator\\b|\\bdenominator\\b|\\bmonth\\(period\\)|\\b\\d+(?:\\.\\d+)?\\b|[-+*/()])+");

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
    String expression = measure.expression();
    if (expression == null) {
      return Optional.empty();
    }
    if (formula == Formula.RATIO) {
      return Optional.of("its expr '%s' is not computed here".formatted(expression));
    }
    return ARITHMETIC.matcher(expression).matches()
        ? Optional.empty()
        : Optional.of("its expr '%s' is not plain arithmetic".formatted(expression));
  }

  /** The first part that does not add up, or empty. */
  private Optional<String> parts(Measure measure) {
    if (!isSum(measure.numerator())) {
      return Optional.of("numerator '" + measure.numerator() + "'");
    }
    if (measure.isRatio() && !isSum(measure.denominator())) {
      return Optional.of("denominator '" + measure.denominator() + "'");
    }
    return Optional.empty();
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
