package io.mujun.dashboards.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all of Superset's tables have in common here. */
final class TableParameters {
  private TableParameters() {}

  static Map<String, Object> aggregate() {
    Map<String, Object> parameters = common();
    parameters.put("query_mode", "aggregate");
    parameters.put("all_columns", List.of());
    parameters.put("order_desc", true);
    return parameters;
  }

  static Map<String, Object> raw() {
    Map<String, Object> parameters = common();
    parameters.put("query_mode", "raw");
    parameters.put("groupby", List.of());
    parameters.put("metrics", List.of());
    return parameters;
  }

  private static Map<String, Object> common() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("allow_render_html", true);
    parameters.put("allow_rearrange_columns", false);
    parameters.put("color_pn", false);
    parameters.put("conditional_formatting", List.of());
    parameters.put("include_search", false);
    parameters.put("page_length", 0);
    parameters.put("percent_metrics", List.of());
    parameters.put("server_pagination", false);
    parameters.put("show_cell_bars", false);
    parameters.put("show_totals", false);
    parameters.put("table_timestamp_format", "%Y-%m-%d");
    parameters.put("temporal_columns_lookup", Map.of());
    parameters.put("time_range", "No filter");
    return parameters;
  }
}
