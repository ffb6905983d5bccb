package io.mujun.dashboards.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.board.BoardReader;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.ShownTexts;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.dashboards.sql.FigureSql;
import io.mujun.dashboards.sql.Formats;
import io.mujun.dashboards.sql.Html;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Zones in the order of one metric, best first, with its light and further metrics beside it. */
final class RankingChart {
  private static final List<String> ZONE = List.of("short_name", "zone_class_name");
  private static final int LIMIT = 500;

  private RankingChart() {}

  static SupersetChart compile(Board.Chart chart, ChartContext context) {
    BoardDeclarations declarations = context.declarations();
    Dataset dataset = context.metricDataset(chart);
    List<String> zone =
        ZONE.stream().map(column -> dataset.textCell(column, chart.place())).toList();
    Measure by = declarations.measure(ChartContext.text(chart, "by"), chart.place());
    Map<String, Object> columns = new LinkedHashMap<>();
    List<String> shown = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(by.name()));

    FigureSql order = declarations.sql(by, null, chart.place());
    String rank =
        dataset.measure(
            by.name(),
            ShownTexts.withUnit(
                by.displayName(), declarations.unit(by.unit(), chart.place()).label()),
            by.comment(),
            order.value(),
            Formats.d3(declarations.unit(by.unit(), chart.place())),
            chart.place());
    String light =
        dataset.measure(
            "light_" + by.name(),
            "灯",
            by.comment(),
            Html.light("(" + order.light() + ")"),
            null,
            chart.place());
    shown.add(light);
    columns.put(light, Map.of("horizontalAlign", "left"));
    for (JsonNode column : chart.options().path("columns")) {
      String place = chart.place() + ", columns";
      if (column.isObject()) {
        Yaml.requireKnown(column, Set.of("metric", "unit"), place, BoardReader.CODE);
      }
      String name = column.isObject() ? column.path("metric").asText() : column.asText();
      Measure measure = declarations.measure(name, place);
      String unitCode = column.isObject() ? ChartContext.textOrNull(column, "unit") : null;
      Unit unit = declarations.unit(unitCode == null ? measure.unit() : unitCode, place);
      String text =
          dataset.measure(
              "text_" + measure.name() + "_" + unit.code().toLowerCase(Locale.ROOT),
              ShownTexts.withUnit(measure.displayName(), unit.label()),
              measure.comment(),
              declarations.sql(measure, unitCode, place).text(),
              null,
              place);
      shown.add(text);
      names.add(measure.name());
      columns.put(text, Map.of("horizontalAlign", "right"));
    }

    Map<String, Object> parameters = TableParameters.aggregate();
    parameters.put("groupby", zone);
    parameters.put("metrics", shown);
    parameters.put("timeseries_limit_metric", rank);
    parameters.put("row_limit", LIMIT);
    parameters.put("column_config", columns);
    List<String> distinct = names.stream().distinct().toList();
    parameters.put(
        "adhoc_filters", Condition.adhoc(List.of(Condition.metrics(distinct), Condition.zones())));
    return new SupersetChart(
        chart.title() == null ? by.displayName() : chart.title(),
        chart.description(),
        "table",
        dataset,
        parameters,
        List.of(
            SupersetChart.query(
                zone,
                shown,
                List.of(Condition.metrics(distinct), Condition.zones(), Condition.latestPeriod()),
                List.of(List.of(rank, false)),
                LIMIT)));
  }
}
