package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Hashes;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The declarations of the metrics as rows of {@code dim.metric}, as texts. */
public final class MetricRows {
  private static final int VERSION_DIGITS = 12;

  private MetricRows() {}

  public static List<Map<String, String>> of(Metrics metrics, Units units) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (MetricView view : metrics.views()) {
      for (Measure measure : view.measures()) {
        rows.add(row(metrics, view, measure, units.unit(measure.unit(), measure.name())));
      }
    }
    return rows;
  }

  /** {@code up} or {@code down}. */
  static String direction(Measure measure) {
    return measure.direction().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Identifies a metric's definition: it changes where the measure, its view's source, filter,
   * dimensions or window do, or the definition of a measure that it takes.
   */
  static String version(Metrics metrics, Measure measure) {
    MetricView view =
        metrics.views().stream()
            .filter(candidate -> candidate.measures().contains(measure))
            .findFirst()
            .orElseThrow();
    List<Object> parts = new ArrayList<>(declared(view, measure).values());
    parts.add(text(view.zone()));
    parts.add(text(view.time()));
    parts.add(view.statements());
    parts.add(text(measure.numeratorBound()));
    parts.add(text(measure.denominatorBound()));
    for (String taken : measure.metrics()) {
      parts.add(version(metrics, metrics.measure(taken, measure.name())));
    }
    return Hashes.of(parts.stream().map(String::valueOf).toArray()).substring(0, VERSION_DIGITS);
  }

  private static Map<String, String> row(
      Metrics metrics, MetricView view, Measure measure, Unit unit) {
    Map<String, String> row = declared(view, measure);
    row.put("unit", unit.label());
    row.put("metric_version", version(metrics, measure));
    return row;
  }

  private static Map<String, String> declared(MetricView view, Measure measure) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("metric", measure.name());
    row.put("number", measure.number());
    row.put("display_name", measure.displayName());
    row.put("comment", measure.comment());
    row.put("unit_code", measure.unit());
    row.put("direction", direction(measure));
    row.put("numerator_expression", text(measure.numerator()));
    row.put("denominator_expression", text(measure.denominator()));
    row.put("expression", text(measure.expression()));
    row.put("source", view.source());
    row.put("filter", text(view.filter()));
    row.put("period_window", view.window().name().toLowerCase(Locale.ROOT));
    row.put(
        "applicable_classes",
        measure.applicableClasses().isEmpty()
            ? null
            : String.join(",", measure.applicableClasses()));
    row.put("null_reason", measure.nullReason());
    row.put("target", measure.target() == null ? null : measure.target().toPlainString());
    Measure.Lights lights = measure.lights();
    row.put("green_threshold", lights == null ? null : lights.green().toPlainString());
    row.put("yellow_threshold", lights == null ? null : lights.yellow().toPlainString());
    return row;
  }

  private static String text(Expression expression) {
    return expression == null ? null : SparkSql.print(expression);
  }
}
