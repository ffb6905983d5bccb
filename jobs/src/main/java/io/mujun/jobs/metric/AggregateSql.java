package io.mujun.jobs.metric;

import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one measure's aggregates over the rows of a scope and month, and of what they are
 * where there is no row. How exact they are is a column of its own only where a row can say
 * otherwise than the statements.
 *
 * @param metric its name
 * @param prefix of its columns
 * @param expression the declared expression, or null
 * @param numeratorBound of a row, or null
 * @param denominatorBound of a row, or null
 * @param nullReason the declared reason, or null
 * @param absence what no row means
 */
record AggregateSql(
    String metric,
    String prefix,
    Expression numerator,
    Expression denominator,
    Expression expression,
    Expression numeratorBound,
    Expression denominatorBound,
    String nullReason,
    Absence absence) {
  /** The column that says how exact figures are by the statements alone. */
  static final String STATED_BOUND = "stated_bound";

  /** Whether a row stands in a statement that holds in part, as an aggregate. */
  static final String IS_PARTIAL = "count_if(fact_completeness = 'partial') > 0";

  private static final String NUMERATOR = "_numerator";
  private static final String NUMERATOR_BOUND = "_numerator_bound";
  private static final String DENOMINATOR = "_denominator";
  private static final String DENOMINATOR_BOUND = "_denominator_bound";

  /** What it means that there is no row. */
  enum Absence {
    /** That the sum is 0, where the scope reports. */
    ZERO,
    /** That there is no figure. */
    MISSING
  }

  /** The columns over the rows. */
  String measured() {
    List<String> columns = new ArrayList<>();
    columns.add(column(counted(sum()), NUMERATOR));
    if (isNumeratorBounded()) {
      columns.add(
          column(BoundSql.sumOverRows(numerator, numeratorBound, IS_PARTIAL), NUMERATOR_BOUND));
    }
    if (denominator != null) {
      columns.add(column(counted(SparkSql.print(denominator)), DENOMINATOR));
    }
    if (isDenominatorBounded()) {
      columns.add(
          column(
              BoundSql.sumOverRows(denominator, denominatorBound, IS_PARTIAL), DENOMINATOR_BOUND));
    }
    return String.join(",\n", columns);
  }

  /**
   * The columns over {@code measured}, joined from the left, and {@code reporting}, where absence
   * is zero.
   *
   * @param boundWhereAbsent how exact the numerator is where there is no row
   */
  String filled(String boundWhereAbsent) {
    List<String> columns = new ArrayList<>();
    String own = "measured." + prefix;
    columns.add(
        absence == Absence.ZERO
            ? column(
                "if(measured.spine_scope is null and reporting.spine_scope is not null, %s, %s)"
                    .formatted(counted("0"), own + NUMERATOR),
                NUMERATOR)
            : own + NUMERATOR);
    if (isNumeratorBounded()) {
      columns.add(
          column(
              "coalesce(%s, %s)".formatted(own + NUMERATOR_BOUND, boundWhereAbsent),
              NUMERATOR_BOUND));
    }
    if (denominator != null) {
      columns.add(own + DENOMINATOR);
    }
    if (isDenominatorBounded()) {
      columns.add(
          column(
              "coalesce(%s, %s)".formatted(own + DENOMINATOR_BOUND, BoundSql.EXACT),
              DENOMINATOR_BOUND));
    }
    return String.join(",\n", columns);
  }

  /** The measure over those columns. */
  MeasureSql measure() {
    String ofDenominator = denominator == null ? BoundSql.EXACT : STATED_BOUND;
    return new MeasureSql(
        metric,
        prefix,
        MeasureSql.shape(denominator),
        expression,
        nullReason,
        isNumeratorBounded() ? prefix + NUMERATOR_BOUND : STATED_BOUND,
        isDenominatorBounded() ? prefix + DENOMINATOR_BOUND : ofDenominator);
  }

  private boolean isNumeratorBounded() {
    return BoundSql.isBounded(numerator, numeratorBound);
  }

  private boolean isDenominatorBounded() {
    return denominator != null && BoundSql.isBounded(denominator, denominatorBound);
  }

  /** A sum over those rows that a filter lets through is 0 where it lets none through. */
  private String sum() {
    return absence == Absence.ZERO
            && numerator instanceof Expression.Aggregate sum
            && sum.filter() != null
        ? "if(count_if(%s) = 0, 0, %s)"
            .formatted(SparkSql.print(sum.filter()), SparkSql.print(numerator))
        : SparkSql.print(numerator);
  }

  private static String counted(String amount) {
    return "cast(%s as %s)".formatted(amount, MeasureSql.COUNTED);
  }

  private String column(String expression, String name) {
    return "%s as %s%s".formatted(expression, prefix, name);
  }
}
