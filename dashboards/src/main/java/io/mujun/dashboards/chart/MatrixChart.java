package io.mujun.dashboards.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.dashboards.sql.Formats;
import io.mujun.dashboards.sql.Html;
import io.mujun.dashboards.sql.TrinoSql;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Metrics down, zones across; each cell is the published value with its bound and light. */
final class MatrixChart {
  private static final int LIMIT = 10_000;
  private static final String ZONE = "short_name";

  private MatrixChart() {}

  static SupersetChart compile(Board.Chart chart, ChartContext context) {
    Dataset dataset = context.metricDataset(chart);
    String zone = dataset.textCell(ZONE, chart.place());
    List<String> names = new ArrayList<>();
    for (JsonNode name : chart.options().path("metrics")) {
      Measure measure = context.declarations().measure(name.asText(), chart.place());
      names.add(measure.name());
    }
    String row =
        dataset.calculate(
            "metric_label",
            "指标",
            Html.cellSql(
                "coalesce(cast(number as varchar) || ' ', '') || if(display_name like '%）',"
                    + " regexp_replace(display_name, '）$', '，' || unit || '）'),"
                    + " display_name || '（' || unit || '）')"),
            chart.place());
    String cell =
        dataset.measure("cell", "指标值", "", cell(context.declarations()), null, chart.place());

    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("groupbyRows", List.of(row));
    parameters.put("groupbyColumns", List.of(zone));
    parameters.put("metrics", List.of(cell));
    parameters.put("metricsLayout", "COLUMNS");
    parameters.put("aggregateFunction", "First");
    parameters.put("rowTotals", false);
    parameters.put("colTotals", false);
    parameters.put("rowSubTotals", false);
    parameters.put("colSubTotals", false);
    parameters.put("rowOrder", "key_a_to_z");
    parameters.put("colOrder", "key_a_to_z");
    parameters.put("transposePivot", false);
    parameters.put("combineMetric", false);
    parameters.put("allow_render_html", true);
    parameters.put("valueFormat", ",.2f");
    parameters.put("row_limit", LIMIT);
    parameters.put("order_desc", true);
    parameters.put(
        "adhoc_filters", Condition.adhoc(List.of(Condition.metrics(names), Condition.zones())));
    parameters.put("time_range", "No filter");
    return new SupersetChart(
        chart.title() == null ? "指标一览" : chart.title(),
        chart.description(),
        "pivot_table_v2",
        dataset,
        parameters,
        List.of(
            SupersetChart.query(
                List.of(zone, row),
                List.of(cell),
                List.of(Condition.metrics(names), Condition.zones(), Condition.latestPeriod()),
                List.of(List.of(cell, false)),
                LIMIT)));
  }

  /** The formats of all units that any metric has, so that the cell is the same on every board. */
  private static String cell(BoardDeclarations declarations) {
    Map<String, Set<String>> unitsByFormat = new TreeMap<>();
    for (Measure measure : declarations.metrics().measures()) {
      Unit unit = declarations.unit(measure.unit(), measure.name());
      unitsByFormat
          .computeIfAbsent(Formats.pattern(unit), pattern -> new TreeSet<>())
          .add(TrinoSql.text(unit.label()));
    }
    StringBuilder number = new StringBuilder("case\n");
    unitsByFormat.forEach(
        (pattern, units) ->
            number.append(
                "    when max(unit) in (%s) then format('%s', max(value))\n"
                    .formatted(String.join(", ", units), pattern)));
    number.append("    else format('%,.2f', max(value))\n  end");
    String bound = TrinoSql.mark("max(bound)");
    return "case\n"
        + "  when count(*) <> 1 then null\n"
        + "  when not bool_or(applicable) then '<span class=\"mj-none\">不适用</span>'\n"
        + "  when max(value) is null then '<span class=\"mj-none\">—</span>'\n"
        + "  else "
        + Html.span("mj-cell", "coalesce(max(light), 'plain')", bound + " || " + number)
        + "\nend";
  }
}
