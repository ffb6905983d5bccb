package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.scope.Scope;
import io.mujun.warehouse.scope.Scopes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One publication's metric values for one month, by scope and metric, as far as they are seen. */
final class PublishedValues {
  /**
   * A value with what it covers.
   *
   * @param target what it was held against, in the metric's unit; null where it has no target
   * @param coveredZones zones of the scope that have a value
   * @param applicableZones zones of the scope that the metric applies to
   */
  record Value(
      BigDecimal value,
      Bound bound,
      String nullReason,
      String light,
      BigDecimal target,
      int coveredZones,
      int applicableZones) {}

  private final Map<Scope, Map<String, Value>> byScope = new LinkedHashMap<>();

  private PublishedValues() {}

  /** The latest month for which any zone has a value of the metric; empty where there is none. */
  static Optional<LocalDate> latestPeriod(
      Connection connection, Publication publication, String metric) throws SQLException {
    String sql =
        "select max(period) from "
            + publication.table("ads.metric_value")
            + " where metric = ? and value is not null";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, metric);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return Optional.ofNullable(found.getDate(1)).map(java.sql.Date::toLocalDate);
      }
    }
  }

  static PublishedValues read(
      Connection connection, Publication publication, LocalDate period, Scopes scopes)
      throws SQLException {
    Map<String, Scope> scopesByKey = new HashMap<>();
    scopes.all().forEach(scope -> scopesByKey.put(scope.key(), scope));
    String sql =
        "select scope_kind || ':' || scope_code, metric, value, bound, null_reason, light,"
            + " applicable, covered_zones, applicable_zones, target from "
            + publication.table("ads.metric_value")
            + " where period = ?";
    PublishedValues values = new PublishedValues();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setDate(1, java.sql.Date.valueOf(period));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Scope scope = scopesByKey.get(rows.getString(1));
          if (scope != null) {
            values
                .byScope
                .computeIfAbsent(scope, each -> new LinkedHashMap<>())
                .put(
                    rows.getString(2),
                    new Value(
                        rows.getBigDecimal(3),
                        Bound.ofCode(rows.getString(4)),
                        rows.getBoolean(7) ? rows.getString(5) : "not_applicable",
                        rows.getString(6) == null ? "" : rows.getString(6),
                        rows.getBigDecimal(10),
                        rows.getInt(8),
                        rows.getInt(9)));
          }
        }
      }
    }
    return values;
  }

  boolean contains(Zone zone) {
    return of(zone).isPresent();
  }

  Optional<Value> value(Zone zone, String metric) {
    return of(zone).map(values -> values.get(metric));
  }

  /** The widest scope that is seen; empty where there are several, or none. */
  Optional<Scope> widest() {
    int rank = byScope.keySet().stream().mapToInt(scope -> scope.kind().rank()).min().orElse(0);
    List<Scope> widest =
        byScope.keySet().stream().filter(scope -> scope.kind().rank() == rank).toList();
    return widest.size() == 1 ? Optional.of(widest.get(0)) : Optional.empty();
  }

  Optional<Value> value(Scope scope, String metric) {
    return Optional.ofNullable(byScope.getOrDefault(scope, Map.of()).get(metric));
  }

  private Optional<Map<String, Value>> of(Zone zone) {
    return byScope.entrySet().stream()
        .filter(scope -> scope.getKey().kind() == Scope.Kind.ZONE)
        .filter(scope -> scope.getKey().code().equals(zone.code()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
