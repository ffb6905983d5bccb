package io.mujun.dashboards.chart;

import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.ShownTexts;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.dashboards.sql.FigureSql;
import io.mujun.dashboards.sql.Formats;
import io.mujun.dashboards.sql.Html;
import io.mujun.dashboards.sql.TrinoSql;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One figure, of the widest scope that the reader sees: the number with its bound, its light, its
 * target, and how many zones it covers. A table of one cell, because Superset's own big number
 * knows neither a bound nor a target that changes with the month.
 */
final class HeadlineChart {
  /** More months than a board will ever hold: a full page would warn of rows left out. */
  private static final int LIMIT = 1000;

  private HeadlineChart() {}

  static SupersetChart compile(Board.Chart chart, ChartContext context) {
    BoardDeclarations declarations = context.declarations();
    Dataset dataset = context.metricDataset(chart);
    Measure measure = declarations.measure(ChartContext.text(chart, "metric"), chart.place());
    String unitCode = ChartContext.textOrNull(chart.options(), "unit");
    FigureSql sql = declarations.sql(measure, unitCode, chart.place());
    Unit unit = declarations.unit(unitCode == null ? measure.unit() : unitCode, chart.place());
    String suffix = unitCode == null ? "" : "_" + unit.code().toLowerCase(java.util.Locale.ROOT);
    String target = ChartContext.textOrNull(chart.options(), "target");
    String title = chart.title() == null ? measure.displayName() : chart.title();
    String latest =
        dataset.measure("latest_period", "最新统计期", "", "max(period)", null, chart.place());
    String value =
        dataset.measure(
            measure.name() + suffix,
            ShownTexts.withUnit(measure.displayName(), unit.label()),
            measure.comment(),
            sql.value(),
            Formats.d3(unit),
            chart.place());
    List<String> measures = new ArrayList<>(List.of("metric", measure.name()));
    String card =
        dataset.measure(
            "card_" + measure.name() + suffix + (target == null ? "" : "_to_" + target),
            measure.displayName(),
            measure.comment(),
            card(chart, context, measure, sql, unit, measures),
            null,
            chart.place());

    List<String> names = measures.subList(1, measures.size());
    Map<String, Object> hidden = Map.of("visible", false);
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put(Dataset.MONTH_LABEL, hidden);
    columns.put(value, hidden);
    Map<String, Object> parameters = TableParameters.aggregate();
    parameters.put("groupby", List.of(Dataset.MONTH_LABEL));
    parameters.put("metrics", List.of(value, card));
    parameters.put("timeseries_limit_metric", latest);
    parameters.put("row_limit", LIMIT);
    parameters.put("column_config", columns);
    parameters.put(
        "adhoc_filters",
        Condition.adhoc(List.of(Condition.metrics(names), Condition.widestScope())));
    return new SupersetChart(
        title,
        chart.description().isEmpty() ? measure.comment() : chart.description(),
        "table",
        dataset,
        parameters,
        List.of(
            SupersetChart.query(
                List.of(Dataset.MONTH_LABEL),
                List.of(value, card),
                List.of(
                    Condition.metrics(names), Condition.widestScope(), Condition.latestPeriod()),
                List.of(List.of(latest, false)),
                LIMIT)));
  }

  private static String card(
      Board.Chart chart,
      ChartContext context,
      Measure measure,
      FigureSql sql,
      Unit unit,
      List<String> measures) {
    String light = "coalesce(" + sql.light() + ", 'plain')";
    return "'<div class=\"mj-card mj-' || "
        + light
        + " || '\"><div class=\"mj-value\">' || "
        + sql.text()
        + " || "
        + TrinoSql.text(
            "<span class=\"mj-unit\">"
                + Html.escape(unit.label())
                + "</span></div><div class=\"mj-note\">")
        + " || "
        + target(chart, context, measure, measures)
        + " || '"
        + "<span class=\"mj-cover\">' || "
        + count(sql.covered())
        + " || '/' || "
        + count(sql.applicable())
        + " || ' 区有数</span></div></div>'";
  }

  private static String count(String expression) {
    return "coalesce(cast(" + expression + " as varchar), '—')";
  }

  /** The target as text: another metric, or the one by which the row was judged. */
  private static String target(
      Board.Chart chart, ChartContext context, Measure measure, List<String> measures) {
    BoardDeclarations declarations = context.declarations();
    String name = ChartContext.textOrNull(chart.options(), "target");
    if (name != null) {
      Measure target = declarations.measure(name, chart.place());
      String code = ChartContext.textOrNull(chart.options(), "unit");
      FigureSql sql = declarations.sql(target, code, chart.place());
      Unit unit = declarations.unit(code == null ? target.unit() : code, chart.place());
      measures.add(target.name());
      return TrinoSql.text(Html.escape(target.displayName()) + " ")
          + " || "
          + sql.text()
          + " || "
          + TrinoSql.text(" " + Html.escape(unit.label()));
    }
    String sign = measure.direction() == Measure.Direction.UP ? "≥" : "≤";
    String label = declarations.unit(measure.unit(), chart.place()).label();
    FigureSql own = declarations.sql(measure, null, chart.place());
    return "coalesce("
        + TrinoSql.text("目标 " + sign)
        + " || "
        + own.target()
        + " || "
        + TrinoSql.text(" " + Html.escape(label))
        + ", '未设目标')";
  }
}
