package io.mujun.dashboards.sql;

import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.metric.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Trino SQL that shows one metric's published figure: an aggregate over rows of {@code
 * ads.metric_value} among which there is one of the metric, of one scope and month. Of several
 * there is no figure, because none was published of them together.
 */
public final class FigureSql {
  private final Measure measure;
  private final Unit unit;
  private final Unit display;

  /**
   * @param unit the metric's own unit
   * @param display the unit to show it in, of the same quantity
   */
  FigureSql(Measure measure, Unit unit, Unit display) {
    this.measure = measure;
    this.unit = unit;
    this.display = display;
  }

  /** The value in the unit of display, as a double for charts; null where there is none. */
  public String value() {
    return scaled("cast(" + published("value") + " as double)", unit, display);
  }

  /**
   * The value as text with its bound before it: ≥ for at least; 不适用 where no zone of the scope is
   * of a class that has the metric, — where there is no value.
   */
  public String text() {
    return "coalesce(\n"
        + TrinoSql.indent(
            TrinoSql.mark(published("bound"))
                + " || "
                + Formats.text(scaled(published("value"), unit, display), display)
                + ",")
        + TrinoSql.indent("if(not " + published("applicable") + ", '不适用', '—')")
        + ")";
  }

  /** green, yellow, red, or null. */
  public String light() {
    return published("light");
  }

  /**
   * What the figure was held against, as text in the metric's own unit; null where it has no
   * target.
   */
  public String target() {
    return "regexp_replace(cast(" + published("target") + " as varchar), '\\.?0+$')";
  }

  /** How many zones of the scope have a value. */
  public String covered() {
    return published("covered_zones");
  }

  /** To how many zones of the scope the metric applies. */
  public String applicable() {
    return published("applicable_zones");
  }

  /** A column of the metric's only row. */
  private String published(String column) {
    String ofMetric = " filter (where metric = " + TrinoSql.text(measure.name()) + ")";
    return "if(count(*)" + ofMetric + " = 1, any_value(" + column + ")" + ofMetric + ")";
  }

  /** Converts between units of one quantity. */
  public static String scaled(String expression, Unit from, Unit to) {
    BigDecimal up = to.denominator().multiply(from.numerator());
    BigDecimal down = to.numerator().multiply(from.denominator());
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
}
