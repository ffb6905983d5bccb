package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.code.Zone;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One publication's metric values for one month, by zone and metric. */
final class PublishedValues {
  /** A value with its parts. */
  record Value(
      BigDecimal value,
      BigDecimal numerator,
      BigDecimal denominator,
      Bound bound,
      String nullReason,
      String light) {}

  private final Map<String, Map<String, Value>> byZone = new LinkedHashMap<>();

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

  static PublishedValues read(Connection connection, Publication publication, LocalDate period)
      throws SQLException {
    String sql =
        "select zone_code, metric, value, numerator, denominator, bound, null_reason, light,"
            + " applicable from "
            + publication.table("ads.metric_value")
            + " where period = ?";
    PublishedValues values = new PublishedValues();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setDate(1, java.sql.Date.valueOf(period));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String bound = rows.getString(6);
          values
              .byZone
              .computeIfAbsent(rows.getString(1), zone -> new LinkedHashMap<>())
              .put(
                  rows.getString(2),
                  new Value(
                      rows.getBigDecimal(3),
                      rows.getBigDecimal(4),
                      rows.getBigDecimal(5),
                      bound == null ? Bound.EXACT : Bound.valueOf(bound.toUpperCase(Locale.ROOT)),
                      rows.getBoolean(9) ? rows.getString(7) : "not_applicable",
                      rows.getString(8) == null ? "" : rows.getString(8)));
        }
      }
    }
    return values;
  }

  boolean contains(Zone zone) {
    return byZone.containsKey(zone.code());
  }

  Optional<Value> value(Zone zone, String metric) {
    return Optional.ofNullable(byZone.getOrDefault(zone.code(), Map.of()).get(metric));
  }

  /** Every zone's value of a metric that has one. */
  List<Value> present(String metric) {
    return byZone.values().stream()
        .map(values -> values.get(metric))
        .filter(value -> value != null && value.value() != null)
        .toList();
  }
}
