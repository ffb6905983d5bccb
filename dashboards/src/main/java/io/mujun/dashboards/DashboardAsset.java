package io.mujun.dashboards;

import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.chart.ChartContext;
import io.mujun.dashboards.chart.SupersetChart;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.Uuids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A board as Superset's bundle holds it: layout, filters and style sheet. */
final class DashboardAsset {
  private final Board board;
  private final Map<String, SupersetChart> charts;
  private final ChartContext context;
  private final Map<String, Integer> placeholders = new LinkedHashMap<>();
  private final Map<String, Object> position = new LinkedHashMap<>();

  /** The charts are by name and in the board's order. */
  DashboardAsset(Board board, Map<String, SupersetChart> charts, ChartContext context) {
    this.board = board;
    this.charts = charts;
    this.context = context;
    charts.keySet().forEach(name -> placeholders.put(name, placeholders.size() + 1));
  }

  static String chartUuid(Board board, String chart) {
    return Uuids.of("chart", board.slug() + "/" + chart).toString();
  }

  Map<String, Object> asset(String style) {
    Map<String, Object> asset = new LinkedHashMap<>();
    asset.put("dashboard_title", board.title());
    asset.put("description", board.description());
    asset.put("css", style);
    asset.put("slug", board.slug());
    asset.put("uuid", Uuids.of("dashboard", board.slug()).toString());
    asset.put("published", true);
    asset.put("is_managed_externally", true);
    asset.put("position", layout());
    asset.put("metadata", metadata());
    asset.put("version", "1.0.0");
    return asset;
  }

  private Map<String, Object> layout() {
    position.put("DASHBOARD_VERSION_KEY", "v2");
    String tabs = "TABS-" + board.slug();
    node("ROOT_ID", "ROOT", null, List.of(tabs), null);
    node("GRID_ID", "GRID", List.of("ROOT_ID"), List.of(), null);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("id", "HEADER_ID");
    header.put("type", "HEADER");
    header.put("meta", Map.of("text", board.title()));
    position.put("HEADER_ID", header);
    List<String> pages = new ArrayList<>();
    for (int page = 0; page < board.tabs().size(); page++) {
      pages.add(tab(board.tabs().get(page), page + 1, List.of("ROOT_ID", tabs)));
    }
    node(tabs, "TABS", List.of("ROOT_ID"), pages, Map.of());
    return position;
  }

  private String tab(Board.Tab tab, int number, List<String> parents) {
    String id = "TAB-" + board.slug() + "-" + number;
    List<String> within = append(parents, id);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < tab.rows().size(); row++) {
      String rowId = "ROW-" + board.slug() + "-" + number + "-" + (row + 1);
      List<String> cells = new ArrayList<>();
      for (Board.Placement placement : tab.rows().get(row)) {
        cells.add(chart(placement, append(within, rowId)));
      }
      node(rowId, "ROW", within, cells, Map.of("background", "BACKGROUND_TRANSPARENT"));
      rows.add(rowId);
    }
    node(id, "TAB", parents, rows, Map.of("text", tab.title()));
    return id;
  }

  private String chart(Board.Placement placement, List<String> parents) {
    String id = "CHART-" + board.slug() + "-" + placement.chart();
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("chartId", placeholders.get(placement.chart()));
    meta.put("uuid", chartUuid(board, placement.chart()));
    meta.put("sliceName", charts.get(placement.chart()).title());
    meta.put("width", placement.width());
    meta.put("height", placement.height());
    node(id, "CHART", parents, List.of(), meta);
    return id;
  }

  private void node(
      String id, String type, List<String> parents, List<String> children, Map<String, ?> meta) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("id", id);
    node.put("type", type);
    node.put("children", children);
    if (parents != null) {
      node.put("parents", parents);
    }
    if (meta != null) {
      node.put("meta", meta);
    }
    position.put(id, node);
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("color_scheme", SupersetChart.COLOURS);
    metadata.put("label_colors", Map.of());
    metadata.put("refresh_frequency", 0);
    metadata.put("expanded_slices", Map.of());
    metadata.put("timed_refresh_immune_slices", List.of());
    metadata.put("cross_filters_enabled", false);
    metadata.put("filter_bar_orientation", "HORIZONTAL");
    metadata.put(
        "native_filter_configuration", board.filters().stream().map(this::filter).toList());
    return metadata;
  }

  private Map<String, Object> filter(Board.Filter filter) {
    String place = board.place() + ", filter " + filter.name();
    Dataset dataset = context.dataset(filter.dataset(), place);
    dataset.requireColumn(filter.column(), place);
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("datasetUuid", dataset.uuid());
    target.put("column", Map.of("name", filter.column()));
    Map<String, Object> control = new LinkedHashMap<>();
    control.put("enableEmptyFilter", true);
    control.put("defaultToFirstItem", true);
    control.put("multiSelect", false);
    control.put("searchAllOptions", false);
    control.put("inverseSelection", false);
    control.put("sortAscending", false);
    Map<String, Object> mask = new LinkedHashMap<>();
    mask.put("extraFormData", Map.of());
    mask.put("filterState", Map.of());
    mask.put("ownState", Map.of());
    Map<String, Object> scope = new LinkedHashMap<>();
    scope.put("rootPath", List.of("ROOT_ID"));
    scope.put("excluded", filter.except().stream().map(placeholders::get).toList());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", "NATIVE_FILTER-" + Uuids.of("filter", board.slug() + "/" + filter.name()));
    result.put("name", filter.name());
    result.put("type", "NATIVE_FILTER");
    result.put("filterType", "filter_select");
    result.put("description", "");
    result.put("targets", List.of(target));
    result.put("controlValues", control);
    result.put("defaultDataMask", mask);
    result.put("cascadeParentIds", List.of());
    // The charts wait for the first value, rather than show every month at once.
    result.put("requiredFirst", true);
    result.put("scope", scope);
    return result;
  }

  private static List<String> append(List<String> list, String element) {
    List<String> longer = new ArrayList<>(list);
    longer.add(element);
    return List.copyOf(longer);
  }
}
