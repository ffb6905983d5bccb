package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.metric.Measure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last publication says of each zone, as far as its reader sees it.
 *
 * @param publication its number
 * @param asAt the day as known on which figures were computed
 * @param period first day of the month of the figures
 * @param figures zone's code → metric → figure, as people write it
 * @param versions metric → since when it is computed as it is
 */
public record Published(
    String publication,
    LocalDate asAt,
    LocalDate period,
    Map<String, Map<String, String>> figures,
    Map<String, Version> versions) {
  private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

  /**
   * The version of a metric's definition.
   *
   * @param number from 1
   * @param identifier of the definition
   * @param publication with which it began
   * @param since the day as at which that was computed
   * @param change what it changed, in Chinese
   */
  public record Version(
      int number, String identifier, String publication, LocalDate since, String change) {}

  /**
   * Reads the last publication; empty where there is none.
   *
   * @param connection to Trino, catalog mujun
   * @throws MujunException {@code FIGURES_QUERY_FAILED}
   */
  public static Optional<Published> latest(Connection connection, Warehouse warehouse) {
    try {
      Optional<Publication> publication = Publication.latest(connection, EVER);
      return publication.isEmpty()
          ? Optional.empty()
          : Optional.of(read(connection, warehouse, publication.get()));
    } catch (SQLException failed) {
      throw new MujunException(
          "FIGURES_QUERY_FAILED",
          "The published figures cannot be read: " + failed.getMessage(),
          failed);
    }
  }

  private static Published read(Connection connection, Warehouse warehouse, Publication publication)
      throws SQLException {
    LocalDate period = publication.asAt().withDayOfMonth(1);
    PublishedValues values =
        PublishedValues.read(connection, publication, period, warehouse.scopes());
    FigureFormat format = new FigureFormat(warehouse);
    Map<String, Map<String, String>> figures = new HashMap<>();
    for (Zone zone : warehouse.zones().all()) {
      for (Measure measure : warehouse.metrics().measures()) {
        values
            .value(zone, measure.name())
            .ifPresent(
                value ->
                    figures
                        .computeIfAbsent(zone.code(), any -> new HashMap<>())
                        .put(measure.name(), text(format.figure(measure, value))));
      }
    }
    return new Published(
        publication.id(),
        publication.asAt(),
        period,
        figures,
        versions(connection, warehouse.codeLabels("metric_change"), publication));
  }

  private static String text(Figure figure) {
    return figure.note().isEmpty()
        ? figure.text() + figure.unit()
        : "%s（%s）".formatted(figure.text(), figure.note());
  }

  private static Map<String, Version> versions(
      Connection connection, Map<String, String> changes, Publication publication)
      throws SQLException {
    Map<String, Version> versions = new HashMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select metric, version_number, metric_version, publication_id, valid_from,"
                    + " change_kind from %s order by version_number"
                        .formatted(publication.table(Contracts.METRIC_VERSION)))) {
      while (rows.next()) {
        String change = rows.getString(6);
        versions.put(
            rows.getString(1),
            new Version(
                rows.getInt(2),
                rows.getString(3),
                rows.getString(4),
                rows.getDate(5).toLocalDate(),
                changes.getOrDefault(change, "")));
      }
    }
    return versions;
  }
}
