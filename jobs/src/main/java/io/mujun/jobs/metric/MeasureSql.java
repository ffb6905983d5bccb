package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL of one measure's value, once its numerator and denominator are columns.
 *
 * @param metric its name
 * @param prefix of its columns {@code _numerator} and, of a ratio, {@code _denominator}
 * @param shape whether it has a denominator
 * @param expression the declared expression, or null
 * @param nullReason the declared reason, or null
 * @param numeratorBound how exact the numerator is, as an expression
 * @param denominatorBound the same of the denominator
 */
record MeasureSql(
    String metric,
    String prefix,
    Shape shape,
    Expression expression,
    String nullReason,
    String numeratorBound,
    String denominatorBound) {
  /** Type of sums and counts. */
  static final String COUNTED = "decimal(24,6)";

  /** Type of a ratio that another measure takes. */
  static final String RATIO = "decimal(24,12)";

  /** Type of a value in base units; times a factor of nine digits it is exact. */
  static final String BASE_VALUE = "decimal(28,12)";

  private static final Expression NUMERATOR = new Expression.Column("numerator");
  private static final Expression DENOMINATOR = new Expression.Column("denominator");
  private static final Expression QUOTIENT =
      new Expression.Binary(Operator.OVER, NUMERATOR, DENOMINATOR);

  /** Whether a measure has a denominator. */
  enum Shape {
    PLAIN,
    RATIO
  }

  static Shape shape(Expression denominator) {
    return denominator == null ? Shape.PLAIN : Shape.RATIO;
  }

  /**
   * Columns of the values in base units, NULL where a denominator is 0 or absent, each after a
   * comma; a sum needs none.
   */
  static String valueColumns(List<MeasureSql> measures) {
    return measures.stream()
        .filter(measure -> !measure.isSum())
        .map(
            measure ->
                ",\ncast(%s as %s) as %s_value"
                    .formatted(
                        formula(measure.expression, measure.shape, measure.prefix),
                        BASE_VALUE,
                        measure.prefix))
        .collect(Collectors.joining());
  }

  /** The value of a sum is its numerator. */
  private boolean isSum() {
    return shape == Shape.PLAIN && expression == null;
  }

  /**
   * How the value follows from the columns {@code <prefix>_numerator} and {@code
   * <prefix>_denominator}; NULL where the latter is 0.
   *
   * @param expression the declared expression, or null for the ratio or the numerator alone
   */
  static String formula(Expression expression, Shape shape, String prefix) {
    Expression formula = expression;
    if (formula == null) {
      formula = shape == Shape.RATIO ? QUOTIENT : NUMERATOR;
    }
    return SparkSql.print(formula.changed(part -> filled(part, prefix)));
  }

  private static Expression filled(Expression part, String prefix) {
    if (part.equals(NUMERATOR)) {
      return new Expression.Column(prefix + "_numerator");
    }
    return part.equals(DENOMINATOR)
        ? new Expression.Call(
            "nullif",
            List.of(new Expression.Column(prefix + "_denominator"), Expression.Literal.number("0")))
        : part;
  }

  /** The reason where nothing else says why there is no value. */
  String ownReason() {
    if (nullReason != null) {
      return Sql.text(nullReason);
    }
    return Sql.text(shape == Shape.RATIO ? "no_denominator" : "not_reported");
  }

  /** One row of {@code stack}: metric, numerator, denominator, base value, bound, reason. */
  String row(String reason) {
    String value = prefix + (isSum() ? "_numerator" : "_value");
    return """
        %1$s, cast(%2$s_numerator as %3$s), cast(%4$s as %3$s), cast(%5$s as %6$s),
        if(%5$s is null, 'exact', %7$s), if(%5$s is null, %8$s, null)"""
        .formatted(
            Sql.text(metric),
            prefix,
            COUNTED,
            shape == Shape.RATIO ? prefix + "_denominator" : "null",
            value,
            BASE_VALUE,
            BoundSql.ratio(numeratorBound, denominatorBound),
            reason);
  }
}
