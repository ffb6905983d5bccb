package io.mujun.dashboards.chart;

import io.mujun.dashboards.dataset.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart as Superset knows it, before its identity is added.
 *
 * @param title shown above it
 * @param description explanation
 * @param type Superset's {@code viz_type}
 * @param dataset where its rows come from
 * @param parameters Superset's form data
 * @param queries what the chart asks when no filter of the board is set
 */
public record SupersetChart(
    String title,
    String description,
    String type,
    Dataset dataset,
    Map<String, Object> parameters,
    List<Map<String, Object>> queries) {
  /** The colour scheme that superset_config.py declares. */
  public static final String COLOURS = "mujun";

  /** One query for rows: the parts that every kind sets, the rest as Superset sends them. */
  static Map<String, Object> query(
      List<String> columns,
      List<String> metrics,
      List<Condition> conditions,
      List<List<Object>> order,
      int limit) {
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("filters", conditions.stream().map(Condition::filter).toList());
    query.put("extras", Map.of("having", "", "where", ""));
    query.put("applied_time_extras", Map.of());
    query.put("columns", columns);
    query.put("metrics", metrics);
    query.put("orderby", order);
    query.put("annotation_layers", List.of());
    query.put("row_limit", limit);
    query.put("series_limit", 0);
    query.put("order_desc", true);
    query.put("url_params", Map.of());
    query.put("custom_params", Map.of());
    query.put("custom_form_data", Map.of());
    query.put("post_processing", new ArrayList<>());
    query.put("time_offsets", List.of());
    return query;
  }
}
