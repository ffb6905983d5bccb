package io.mujun.jobs.metric;

import io.mujun.catalog.publication.MetricVersions;
import io.mujun.jobs.sql.Hashes;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Judgement;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The declarations of the metrics as texts: those in force on a day, and those of a version. */
public final class MetricRows {
  private static final int VERSION_DIGITS = 12;

  /** What may change without a value's being computed otherwise. */
  private static final Set<String> TEXTS = Set.of("number", "display_name", "comment");

  private MetricRows() {}

  /**
   * The rows of {@code dim.metric}.
   *
   * @param asAt the day whose targets and thresholds they say
   */
  public static List<Map<String, String>> of(Metrics metrics, Units units, LocalDate asAt) {
    return rows(
        metrics,
        units,
        (row, measure) -> JudgementRows.put(row, measure.judgementOn(asAt).orElse(null)));
  }

  /**
   * What {@code dim.metric_version} keeps of each metric: its row of {@code dim.metric}, with all
   * its judgements instead of those of one day.
   */
  public static List<Map<String, String>> definitions(Metrics metrics, Units units) {
    return rows(
        metrics,
        units,
        (row, measure) -> {
          row.put(MetricVersions.JUDGEMENTS, judgements(measure));
          row.put(MetricVersions.FORMULA, formula(metrics, measure));
        });
  }

  private static List<Map<String, String>> rows(
      Metrics metrics, Units units, BiConsumer<Map<String, String>, Measure> judged) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (MetricView view : metrics.views()) {
      for (Measure measure : view.measures()) {
        Map<String, String> row = declared(view, measure);
        judged.accept(row, measure);
        row.put("unit", units.unit(measure.unit(), measure.name()).label());
        row.put("metric_version", version(metrics, measure));
        rows.add(row);
      }
    }
    return rows;
  }

  /** {@code up} or {@code down}. */
  static String direction(Measure measure) {
    return measure.direction().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Identifies a metric's definition: it changes where its formula does ({@link #formula}), its
   * names or comment, or its judgements.
   */
  static String version(Metrics metrics, Measure measure) {
    List<Object> parts = new ArrayList<>(declared(view(metrics, measure), measure).values());
    parts.add(formula(metrics, measure));
    parts.add(judgements(measure));
    return hash(parts);
  }

  /**
   * Identifies how a metric's values are computed: it changes where its expressions, unit or
   * direction do, its view's source, filter, dimensions or window, or the formula of a measure that
   * it takes.
   */
  private static String formula(Metrics metrics, Measure measure) {
    MetricView view = view(metrics, measure);
    Map<String, String> declared = declared(view, measure);
    declared.keySet().removeAll(TEXTS);
    List<Object> parts = new ArrayList<>(declared.values());
    parts.add(text(view.zone()));
    parts.add(text(view.time()));
    parts.add(view.statements());
    parts.add(text(measure.numeratorBound()));
    parts.add(text(measure.denominatorBound()));
    for (String taken : measure.metrics()) {
      parts.add(formula(metrics, metrics.measure(taken, measure.name())));
    }
    return hash(parts);
  }

  private static String hash(List<Object> parts) {
    return Hashes.of(parts.stream().map(String::valueOf).toArray()).substring(0, VERSION_DIGITS);
  }

  private static MetricView view(Metrics metrics, Measure measure) {
    return metrics.views().stream()
        .filter(candidate -> candidate.measures().contains(measure))
        .findFirst()
        .orElseThrow();
  }

  /** All judgements as one text, oldest first; null where there is none. */
  private static String judgements(Measure measure) {
    return measure.judgements().isEmpty()
        ? null
        : measure.judgements().stream().map(Judgement::text).collect(Collectors.joining("; "));
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
    return row;
  }

  private static String text(Expression expression) {
    return expression == null ? null : SparkSql.print(expression);
  }
}
