package io.mujun.dashboards.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.board.BoardReader;
import io.mujun.dashboards.board.Names;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.ShownTexts;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.dashboards.sql.FigureSql;
import io.mujun.dashboards.sql.Formats;
import io.mujun.dashboards.sql.Html;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.code.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows of a dataset as they stand, the smallest or the largest of one column first; those equal in
 * it by their key, so that a page holds the same rows each time.
 */
final class ListChart {
  private static final int LIMIT = 500;

  private ListChart() {}

  static SupersetChart compile(Board.Chart chart, ChartContext context) {
    Dataset dataset = context.dataset(ChartContext.text(chart, "dataset"), chart.place());
    List<Order> orders = orders(dataset, chart);
    int limit = chart.options().path("limit").asInt(LIMIT);
    List<String> shown = new ArrayList<>();
    Map<String, Object> columns = new LinkedHashMap<>();
    for (JsonNode node : chart.options().path("columns")) {
      String place = chart.place() + ", columns";
      if (node.isObject()) {
        Yaml.requireKnown(
            node, Set.of("column", "unit", "codes", "label", "as"), place, BoardReader.CODE);
      }
      String name = node.isObject() ? node.path("column").asText() : node.asText();
      Property property = dataset.property(name, place);
      String column = column(dataset, property, node, context.declarations(), place);
      shown.add(column);
      boolean number = property.unit() != null;
      Map<String, Object> style = new LinkedHashMap<>();
      style.put("horizontalAlign", number ? "right" : "left");
      if (node.hasNonNull("label")) {
        style.put("customColumnName", node.get("label").asText());
      }
      columns.put(column, style);
    }

    Map<String, Object> parameters = TableParameters.raw();
    parameters.put("all_columns", shown);
    parameters.put(
        "order_by_cols",
        orders.stream()
            .map(order -> "[\"%s\", %s]".formatted(order.column(), order.isAscending()))
            .toList());
    parameters.put("row_limit", limit);
    parameters.put("include_search", true);
    parameters.put("column_config", columns);
    parameters.put("adhoc_filters", List.of());
    Map<String, Object> query =
        SupersetChart.query(
            shown,
            List.of(),
            dataset.month() == null ? List.of() : List.of(Condition.latestPeriod()),
            orders.stream()
                .map(order -> List.<Object>of(order.column(), order.isAscending()))
                .toList(),
            limit);
    // Superset groups whenever metrics are named, even none.
    query.remove("metrics");
    return new SupersetChart(
        chart.title() == null ? dataset.label(orders.get(0).column()) : chart.title(),
        chart.description(),
        "table",
        dataset,
        parameters,
        List.of(query));
  }

  private record Order(String column, boolean isAscending) {}

  private static List<Order> orders(Dataset dataset, Board.Chart chart) {
    Order declared = order(dataset, chart);
    Stream<Order> key =
        dataset.key().stream()
            .filter(column -> !column.equals(declared.column()))
            .map(column -> new Order(column, true));
    return Stream.concat(Stream.of(declared), key).toList();
  }

  private static Order order(Dataset dataset, Board.Chart chart) {
    JsonNode order = chart.options().path("order");
    String place = chart.place() + ", order";
    if (!order.isObject()) {
      return new Order(
          dataset.requireColumn(ChartContext.text(chart, "order"), chart.place()), true);
    }
    Yaml.requireKnown(order, Set.of("column", "first"), place, BoardReader.CODE);
    String first = order.path("first").asText();
    Names.require(first, List.of("largest", "smallest"), BoardReader.CODE, "'first'", place);
    return new Order(
        dataset.requireColumn(order.path("column").asText(), place), first.equals("smallest"));
  }

  /** A row's number with its bound, or the way to its facts: a command, or a link to SQL Lab. */
  private static String number(Dataset dataset, JsonNode node, String place) {
    String as = node.path("as").asText();
    Names.require(as, List.of("figure", "facts", "trace"), BoardReader.CODE, "'as'", place);
    for (String column : List.of("metric", "scope_kind", "scope_code", "period", "bound")) {
      dataset.requireColumn(column, place);
    }
    return switch (as) {
      case "figure" -> {
        String label = dataset.label(dataset.requireColumn("value", place));
        yield dataset.calculate("number_figure", label, NumberWay.FIGURE, place);
      }
      case "trace" -> dataset.calculate("trace_command", "追溯命令", NumberWay.COMMAND, place);
      default -> dataset.calculate("number_facts", "各条事实", NumberWay.LINK, place);
    };
  }

  /** The column as people read it: figures in a unit with their bound, codes as labels, lights. */
  private static String column(
      Dataset dataset,
      Property property,
      JsonNode node,
      BoardDeclarations declarations,
      String place) {
    String name = property.name();
    String label = dataset.label(name);
    if (node.hasNonNull("as")) {
      return number(dataset, node, place);
    }
    if (name.equals("light")) {
      return dataset.calculate("light_mark", label, Html.light(name), place);
    }
    if (node.hasNonNull("codes")) {
      return dataset.calculate(
          name + "_label_" + node.get("codes").asText(),
          label,
          declarations.labelled(name, node.get("codes").asText(), place),
          place);
    }
    if (property.unit() != null) {
      Unit own = declarations.unit(property.unit(), place);
      Unit display =
          node.hasNonNull("unit") ? declarations.unit(node.get("unit").asText(), place) : own;
      display.requireSameQuantity(own, place);
      String figure = FigureSql.scaled("cast(" + name + " as double)", own, display);
      String text = dataset.bound(name) + Formats.text(figure, display);
      return dataset.calculate(
          name + "_" + display.code().toLowerCase(Locale.ROOT),
          ShownTexts.withUnit(label, display.label()),
          "coalesce(" + text + ", '—')",
          place);
    }
    if (property.type().kind() == PhysicalType.Kind.BOOLEAN) {
      return dataset.calculate(
          name + "_label", label, "case when " + name + " then '是' else '否' end", place);
    }
    return dataset.textCell(name, place);
  }
}
