package io.mujun.dashboards.chart;

import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.Uuids;
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
      List<Map<String, Object>> filters,
      List<List<Object>> order,
      int limit) {
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("filters", filters);
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

  static Map<String, Object> filter(String column, String operator, Object value) {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("col", column);
    filter.put("op", operator);
    filter.put("val", value);
    return filter;
  }

  /** The same condition in the chart's own parameters, where the page reads it. */
  static Map<String, Object> adhoc(String column, String operator, Object value) {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("clause", "WHERE");
    filter.put("expressionType", "SIMPLE");
    filter.put("subject", column);
    filter.put("operator", operator);
    filter.put("operatorId", operator.equals("IN") ? "IN" : "EQUALS");
    filter.put("comparator", value);
    filter.put("isExtra", false);
    filter.put("isNew", false);
    filter.put("filterOptionName", Uuids.of("filter", column + operator + value).toString());
    return filter;
  }

  /** The condition that stands for a board's choice of the latest month. */
  static Map<String, Object> latestPeriod() {
    return filter(Dataset.LATEST_PERIOD, "==", true);
  }
}
