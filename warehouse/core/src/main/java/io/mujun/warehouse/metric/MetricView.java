package io.mujun.warehouse.metric;

import io.mujun.warehouse.metric.expression.Expression;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Measures over one source, in the form of Spark's metric views.
 *
 * @param name the file's name without its ending
 * @param source a table, or a query
 * @param filter condition on the source's rows, or null
 * @param zone expression of the zone's code
 * @param time expression of the date that places a row in time
 * @param window which rows count towards a month
 * @param statements the ods table whose statements say that a zone has no rows, or that it has told
 *     nothing; null where its rows come from elsewhere
 * @param measures the metrics
 */
public record MetricView(
    String name,
    String source,
    Expression filter,
    Expression zone,
    Expression time,
    Window window,
    String statements,
    List<Measure> measures) {
  private static final Pattern TABLE = Pattern.compile("\\w+\\.\\w+");

  /** Which rows count towards a month, by their {@code time}. */
  public enum Window {
    /** All up to the month's end. */
    CUMULATIVE,
    /** Those of the same year up to the month's end. */
    YEAR_TO_DATE,
    /** Those of the month. */
    MONTH,
    /** Those of the same year, before or after. */
    YEAR
  }

  /** Whether the source is a table; else it is a query. */
  public boolean isOfTable() {
    return TABLE.matcher(source).matches();
  }

  /** The source as a query. */
  public String query() {
    return isOfTable() ? "select * from " + source : source;
  }
}
