package io.mujun.dashboards.chart;

import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.Uuids;
import io.mujun.warehouse.scope.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition on a chart's rows.
 *
 * @param column the dataset's column
 * @param operator Superset's name of it, {@code ==} or {@code IN}
 * @param value what it is compared with
 */
record Condition(String column, String operator, Object value) {

  /** Rows of these metrics. */
  static Condition metrics(List<String> names) {
    return new Condition("metric", "IN", names);
  }

  /** Rows of the widest scope that the reader sees: one figure of all. */
  static Condition widestScope() {
    return new Condition(Dataset.WIDEST_SCOPE, "==", true);
  }

  /** Rows of zones, each by itself. */
  static Condition zones() {
    return new Condition("scope_kind", "==", Scope.Kind.ZONE.code());
  }

  /** Rows of the latest year. */
  static Condition latestYear() {
    return new Condition(Dataset.LATEST_YEAR, "==", true);
  }

  /** Rows of the latest month: what stands for a board's choice of it. */
  static Condition latestPeriod() {
    return new Condition(Dataset.LATEST_PERIOD, "==", true);
  }

  /** As a query holds it. */
  Map<String, Object> filter() {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("col", column);
    filter.put("op", operator);
    filter.put("val", value);
    return filter;
  }

  /** As the chart's own parameters hold it, where the page reads it. */
  Map<String, Object> adhoc() {
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

  static List<Map<String, Object>> adhoc(List<Condition> conditions) {
    return conditions.stream().map(Condition::adhoc).toList();
  }
}
