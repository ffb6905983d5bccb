package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.List;

/**
 * The SQL of one measure's value, once its numerator and denominator are columns.
 *
 * @param metric its name
 * @param prefix of its columns {@code _numerator, _denominator, _numerator_bound,
 *     _denominator_bound} and, where known, {@code _numerator_reason, _denominator_reason}
 * @param shape whether it has a denominator
 * @param expression the declared expression, or null
 * @param nullReason the declared reason, or null
 */
record MeasureSql(
    String metric, String prefix, Shape shape, Expression expression, String nullReason) {
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

  /** The value in base units; NULL where the denominator is 0 or absent. */
  String value() {
    return "cast(%s as %s) as %s_value"
        .formatted(formula(expression, shape, prefix), BASE_VALUE, prefix);
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

  /** How exact the value is. */
  String bound() {
    String bound =
        shape == Shape.RATIO
            ? BoundSql.ratio(prefix + "_numerator_bound", prefix + "_denominator_bound")
            : prefix + "_numerator_bound";
    return "if(%s_value is null, 'exact', %s)".formatted(prefix, bound);
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
    return """
        %1$s, cast(%2$s_numerator as %3$s), %4$s, %2$s_value, %5$s,
        if(%2$s_value is null, %6$s, null)"""
        .formatted(
            Sql.text(metric),
            prefix,
            COUNTED,
            shape == Shape.RATIO
                ? "cast(%s_denominator as %s)".formatted(prefix, COUNTED)
                : "cast(null as %s)".formatted(COUNTED),
            bound(),
            reason);
  }
}
