package io.mujun.dashboards.chart;

import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.ShownTexts;
import io.mujun.dashboards.sql.FigureSql;
import io.mujun.dashboards.sql.Formats;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.metric.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was done (bars) against what the schedule asks (line), by month of the latest year, in the
 * widest scope that the reader sees.
 */
final class ProgressChart {
  private static final int LIMIT = 1000;

  private ProgressChart() {}

  static SupersetChart compile(Board.Chart chart, ChartContext context) {
    Dataset dataset = context.metricDataset(chart);
    Measure actual = measure(chart, context, "actual");
    Measure scheduled = measure(chart, context, "scheduled");
    Unit unit = context.declarations().unit(ChartContext.text(chart, "unit"), chart.place());
    String bars = metric(chart, context, dataset, actual, unit);
    String line = metric(chart, context, dataset, scheduled, unit);
    List<String> names = List.of(actual.name(), scheduled.name());
    List<Condition> conditions =
        List.of(Condition.metrics(names), Condition.widestScope(), Condition.latestYear());

    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("x_axis", dataset.month());
    parameters.put("time_grain_sqla", "P1M");
    parameters.put("x_axis_time_format", "%-m月");
    parameters.put("tooltipTimeFormat", "%Y年%-m月");
    parameters.put("metrics", List.of(bars));
    parameters.put("metrics_b", List.of(line));
    parameters.put("groupby", List.of());
    parameters.put("groupby_b", List.of());
    parameters.put("adhoc_filters", Condition.adhoc(conditions));
    parameters.put("adhoc_filters_b", Condition.adhoc(conditions));
    parameters.put("row_limit", LIMIT);
    parameters.put("row_limit_b", LIMIT);
    parameters.put("truncate_metric", true);
    parameters.put("truncate_metric_b", true);
    parameters.put("seriesType", "bar");
    parameters.put("seriesTypeB", "line");
    parameters.put("markerEnabledB", true);
    parameters.put("markerSizeB", 6);
    parameters.put("yAxisIndex", 0);
    parameters.put("yAxisIndexB", 0);
    parameters.put("opacity", 0.2);
    parameters.put("show_legend", true);
    parameters.put("legendType", "plain");
    parameters.put("legendOrientation", "top");
    parameters.put("rich_tooltip", true);
    parameters.put("zoomable", false);
    parameters.put("y_axis_format", ",." + unit.digits() + "~f");
    parameters.put("y_axis_bounds", java.util.Arrays.asList(0, null));
    parameters.put("color_scheme", SupersetChart.COLOURS);
    parameters.put("time_range", "No filter");
    return new SupersetChart(
        chart.title() == null ? actual.displayName() : chart.title(),
        chart.description(),
        "mixed_timeseries",
        dataset,
        parameters,
        List.of(query(dataset, bars, conditions), query(dataset, line, conditions)));
  }

  private static Measure measure(Board.Chart chart, ChartContext context, String option) {
    return context.declarations().measure(ChartContext.text(chart, option), chart.place());
  }

  private static String metric(
      Board.Chart chart, ChartContext context, Dataset dataset, Measure measure, Unit unit) {
    FigureSql sql = context.declarations().sql(measure, unit.code(), chart.place());
    return dataset.measure(
        measure.name() + "_" + unit.code().toLowerCase(Locale.ROOT),
        ShownTexts.withUnit(measure.displayName(), unit.label()),
        measure.comment(),
        sql.value(),
        Formats.d3(unit),
        chart.place());
  }

  private static Map<String, Object> query(
      Dataset dataset, String metric, List<Condition> conditions) {
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("timeGrain", "P1M");
    axis.put("columnType", "BASE_AXIS");
    axis.put("sqlExpression", dataset.month());
    axis.put("label", dataset.month());
    axis.put("expressionType", "SQL");
    Map<String, Object> query =
        SupersetChart.query(
            List.of(), List.of(metric), conditions, List.of(List.of(metric, false)), LIMIT);
    query.put("columns", List.of(axis));
    query.put("series_columns", List.of());
    Map<String, Object> pivot = new LinkedHashMap<>();
    pivot.put("operation", "pivot");
    pivot.put(
        "options",
        Map.of(
            "index",
            List.of(dataset.month()),
            "columns",
            List.of(),
            "aggregates",
            Map.of(metric, Map.of("operator", "mean")),
            "drop_missing_columns",
            false));
    query.put("post_processing", List.of(pivot, Map.of("operation", "flatten")));
    return query;
  }
}
