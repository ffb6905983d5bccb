package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scopes and months that have figures, as relations of SQL.
 *
 * @param zones relation of {@code spine_scope, spine_zone_code, spine_period, month_end}: which
 *     zones make a scope up in a month
 * @param months relation of {@code spine_scope, spine_period, month_end}, each once
 */
record Spine(String zones, String months) {
  /** Each zone by itself: its code is the scope. */
  static final Spine ZONES = new Spine("metric_zone_spine", "metric_zone_spine");

  /** Cities, classes and provinces, each by {@code Scope.key()}. */
  static final Spine SCOPES = new Spine("metric_scope_spine", "metric_scope_months");

  /** Of the same scopes only the zones that are of one of these classes; empty means all. */
  Spine ofClasses(List<String> classes) {
    return classes.isEmpty()
        ? this
        : new Spine(
            "(select * from %s where spine_zone_class in (%s))"
                .formatted(
                    zones, classes.stream().map(Sql::text).collect(Collectors.joining(", "))),
            months);
  }
}
