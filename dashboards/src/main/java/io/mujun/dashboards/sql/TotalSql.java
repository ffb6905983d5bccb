package io.mujun.dashboards.sql;

import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.metric.Additivity;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Trino SQL that shows one metric over rows of {@code ads.metric_value} of one period: the stored
 * value where there is one zone, and over several zones the metric's own formula over the sums of
 * their numerators and denominators. Over several periods there is no value, because figures since
 * the year's begin do not add up.
 */
public final class TotalSql {
  /** What a formula over sums must say otherwise; whole numbers would divide as integers. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "/\\s*denominator\\b|\\bnumerator\\b|\\bdenominator\\b|\\bmonth\\(period\\)"
              + "|(?<![\\w.])\\d+(?![\\w.])");

  private final Measure measure;
  private final Metrics metrics;
  private final Unit unit;
  private final Unit display;

  /**
   * @param unit the metric's own unit
   * @param display the unit to show it in, of the same quantity
   */
  TotalSql(Measure measure, Metrics metrics, Unit unit, Unit display) {
    this.measure = measure;
    this.metrics = metrics;
    this.unit = unit;
    this.display = display;
  }

  /** The value in the unit of display, as a double; null where there is none. */
  public String value() {
    return "case\n"
        + "  when min(period) <> max(period) then null\n"
        + "  when count(*) filter ("
        + withValue()
        + ") = 1 then "
        + scaled("max(cast(value as double)) filter (" + withValue() + ")", unit, display)
        + "\n"
        + (isAdditive() ? "  else " + aggregate() + "\n" : "")
        + "end";
  }

  /**
   * Accepts a metric that has a figure for several zones together.
   *
   * @throws io.mujun.warehouse.MujunException {@code METRIC_NOT_ADDITIVE}
   */
  public void requireTotal(String place) {
    Additivity.require(measure, metrics, Additivity.Formula.ARITHMETIC, place);
  }

  private boolean isAdditive() {
    return Additivity.obstacle(measure, metrics, Additivity.Formula.ARITHMETIC).isEmpty();
  }

  /** The denominators' sum over the rows that have a value, in base units, as a double. */
  String denominator() {
    return "sum(cast(denominator as double)) filter (" + withValue() + ")";
  }

  private String aggregate() {
    String formula = measure.isRatio() ? "numerator / denominator" : "numerator";
    if (measure.expression() != null) {
      formula = SparkSql.print(measure.expression());
    }
    String numerator = "sum(cast(numerator as double)) filter (" + withValue() + ")";
    String sums =
        TOKEN
            .matcher(formula)
            .replaceAll(
                token ->
                    switch (token.group().replaceAll("\\s", "")) {
                      case "numerator" -> numerator;
                      case "denominator" -> denominator();
                      case "/denominator" -> "/ nullif(" + denominator() + ", 0)";
                      case "month(period)" -> "cast(month(max(period)) as double)";
                      default -> token.group() + "e0";
                    });
    boolean single = formula.equals("numerator");
    return scaled(single ? sums : "(" + sums + ")", null, display);
  }

  /**
   * The value as text with its bound before it: ≥ for at least; 不适用 where no zone's class has the
   * metric, — where there is no value.
   */
  public String text() {
    return "coalesce(\n"
        + TrinoSql.indent(bound() + "\n|| " + Formats.text(value(), display) + ",")
        + TrinoSql.indent(
            "case when bool_or(applicable) filter (where metric = '"
                + measure.name()
                + "') = false then '不适用' else '—' end")
        + ")";
  }

  /** The mark before a figure that is not exact. */
  private String bound() {
    return "case array_join(array_sort(array_agg(distinct bound) filter ("
        + withValue()
        + " and bound <> 'exact')), ' ')\n"
        + "  when 'at_least' then '≥'\n"
        + "  when 'at_most' then '≤'\n"
        + "  else if(count(*) filter ("
        + withValue()
        + " and bound <> 'exact') > 0, '约', '')\n"
        + "end";
  }

  /**
   * green, yellow or red by the metric's declared thresholds, else null. Of one zone it is the
   * light that was published.
   */
  public String light() {
    String published =
        "  when count(*) filter ("
            + withValue()
            + ") = 1 then max(light) filter ("
            + withValue()
            + ")\n";
    Measure.Lights lights = measure.lights();
    if (lights == null) {
      return "case\n" + published + "end";
    }
    boolean up = measure.direction() == Measure.Direction.UP;
    String value = new TotalSql(measure, metrics, unit, unit).value();
    return "case\n"
        + published
        + "  else array['red', 'yellow', 'green'][1 + width_bucket("
        + (up ? "" : "-")
        + "("
        + value
        + "), array["
        + plain(up ? lights.yellow() : lights.yellow().negate())
        + "e0, "
        + plain(up ? lights.green() : lights.green().negate())
        + "e0])]\n"
        + "end";
  }

  /** How many zones have a value. */
  public String covered() {
    return "count(*) filter (" + withValue() + ")";
  }

  /** To how many zones the metric applies. */
  public String applicable() {
    return "count(*) filter (where metric = '" + measure.name() + "' and applicable)";
  }

  private String withValue() {
    return "where metric = '" + measure.name() + "' and value is not null";
  }

  /** Converts between units of one quantity; {@code from} null is the base unit. */
  public static String scaled(String expression, Unit from, Unit to) {
    BigDecimal up = to.denominator();
    BigDecimal down = to.numerator();
    if (from != null) {
      up = up.multiply(from.numerator());
      down = down.multiply(from.denominator());
    }
    if (up.compareTo(down) == 0) {
      return expression;
    }
    BigInteger common = up.toBigIntegerExact().gcd(down.toBigIntegerExact());
    String result = expression;
    BigInteger factor = up.toBigIntegerExact().divide(common);
    BigInteger divisor = down.toBigIntegerExact().divide(common);
    if (!factor.equals(BigInteger.ONE)) {
      result += " * " + factor;
    }
    if (!divisor.equals(BigInteger.ONE)) {
      result += " / " + divisor;
    }
    return result;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
