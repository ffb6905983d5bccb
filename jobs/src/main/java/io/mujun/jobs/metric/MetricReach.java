package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.scope.ScopeMember;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which figures are computed: of these metrics all months of some zones, and of what they are zones
 * of; of all other zones and scopes the months from one on, if any.
 *
 * @param metrics names; null for all
 * @param zones codes; null for all
 * @param scopes keys of the scopes that one of the zones is or was of
 * @param others the month; null where none
 */
record MetricReach(Set<String> metrics, Set<String> zones, Set<String> scopes, YearMonth others) {
  static MetricReach everything() {
    return new MetricReach(null, null, null, null);
  }

  static MetricReach of(
      Set<String> metrics, Set<String> zones, Collection<ScopeMember> members, YearMonth others) {
    Set<String> scopes = new TreeSet<>();
    members.stream()
        .filter(member -> zones.contains(member.zoneCode()))
        .forEach(member -> scopes.add(member.scope().key()));
    return new MetricReach(metrics, zones, scopes, others);
  }

  boolean isEverything() {
    return zones == null;
  }

  boolean includesZone(String zone, YearMonth month) {
    return isEverything() || zones.contains(zone) || isLate(month);
  }

  boolean includesScope(String scope, YearMonth month) {
    return isEverything() || scopes.contains(scope) || isLate(month);
  }

  private boolean isLate(YearMonth month) {
    return others != null && !month.isBefore(others);
  }

  /** The figures of zones and scopes, as a condition on rows of {@code ads.metric_value}. */
  String condition() {
    return isEverything()
        ? "true"
        : "%s and (concat(scope_kind, ':', scope_code) in (%s)%s)"
            .formatted(
                ofMetrics("metric"),
                texts(scopes),
                others == null ? "" : " or period >= date'%s'".formatted(others.atDay(1)));
  }

  /** The metrics, as a condition on a column of names. */
  String ofMetrics(String column) {
    return metrics == null ? "true" : "%s in (%s)".formatted(column, texts(metrics));
  }

  /** The zones of which all months are computed, as a condition on their code. */
  String ofZones() {
    return isEverything() ? "true" : "zone_code in (%s)".formatted(texts(zones));
  }

  /** A list that is never empty: no name is empty. */
  private static String texts(Set<String> names) {
    return names.isEmpty() ? "''" : names.stream().map(Sql::text).collect(Collectors.joining(", "));
  }
}
