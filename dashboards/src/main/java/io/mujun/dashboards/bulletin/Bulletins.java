package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.scope.Scope;
import io.mujun.warehouse.scope.Scopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes weekly bulletins from what was published. Whoever reads through the connection sees their
 * own zones, and so does the bulletin made with it.
 */
public final class Bulletins {
  private static final String COMPLETION = "annual_completion_rate";

  private final Metrics metrics;
  private final Units units;
  private final Zones zones;
  private final Scopes scopes;
  private final BulletinLayout layout;
  private final FigureFormat format;
  private final Map<String, String> changes;

  /**
   * Reads what a bulletin needs of the declarations.
   *
   * @param layout the file {@code dashboards/bulletins/weekly.yaml}
   * @throws MujunException {@code BULLETIN_INVALID} or {@code METRIC_UNKNOWN}
   */
  public Bulletins(Warehouse warehouse, Path layout) {
    this.metrics = warehouse.metrics();
    this.units = warehouse.units();
    this.zones = warehouse.zones();
    this.scopes = warehouse.scopes();
    this.layout = BulletinLayout.read(layout, metrics);
    this.format = new FigureFormat(warehouse);
    this.changes = warehouse.codeLabels("metric_change");
  }

  /**
   * Writes the bulletin of a week to {@code <directory>/bulletin-<week>.html}, as known at its end.
   * The same for another day is {@code bulletin-<week>-as-known-on-<day>.html}.
   *
   * @param connection to Trino, catalog mujun
   * @param knownOn the day
   * @param note a remark under the heading, or empty
   * @return the file
   * @throws MujunException {@code NOTHING_PUBLISHED} where nothing was published by the day
   */
  public Path write(
      Connection connection, Week week, LocalDate knownOn, Path directory, String note) {
    try {
      String page = BulletinPage.render(read(connection, week, knownOn, note));
      Files.createDirectories(directory);
      String known = knownOn.equals(week.sunday()) ? "" : "-as-known-on-" + knownOn;
      Path file = directory.resolve("bulletin-" + week + known + ".html");
      Path draft = directory.resolve(file.getFileName() + ".draft");
      Files.writeString(draft, page);
      return Files.move(
          draft,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException failed) {
      throw new MujunException(
          "BULLETIN_QUERY_FAILED",
          "The bulletin's figures cannot be read: " + failed.getMessage(),
          failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads the bulletin of a week. */
  Bulletin read(Connection connection, Week week, LocalDate knownOn, String note)
      throws SQLException {
    Publication publication =
        Publication.latest(connection, knownOn)
            .orElseThrow(
                () ->
                    new MujunException(
                        "NOTHING_PUBLISHED",
                        "Nothing was published by %s, for the bulletin of week %s. Run mujun nightly first."
                            .formatted(knownOn, week)));
    LocalDate period =
        PublishedValues.latestPeriod(connection, publication, layout.headlines().get(0))
            .orElse(publication.asAt().withDayOfMonth(1));
    PublishedValues values = PublishedValues.read(connection, publication, period, scopes);
    Optional<Publication> previous = Publication.latest(connection, week.previous().sunday());
    Lists lists = new Lists(connection, zones, format);
    Map<String, String> versions = MetricVersionTexts.read(connection, publication, changes);
    return new Bulletin(
        layout.title(),
        week,
        period,
        publication.id(),
        publication.asAt(),
        note,
        values.widest().map(Scope::name).orElse(""),
        headlines(values),
        layout.columns().stream().map(this::column).toList(),
        ranking(values, period),
        lists.behind(publication, period),
        lists.overdue(publication.asAt()),
        previous.map(Publication::id).orElse(null),
        previous.isPresent()
            ? changes(values, PublishedValues.read(connection, previous.get(), period, scopes))
            : List.of(),
        previous.isPresent()
            ? lists.restatements(previous.get().asAt(), publication.asAt())
            : List.of(),
        layout.metrics().stream()
            .map(name -> definition(name, versions.getOrDefault(name, "")))
            .toList());
  }

  private List<Bulletin.Headline> headlines(PublishedValues values) {
    return layout.headlines().stream()
        .map(
            name -> {
              Measure measure = measure(name);
              PublishedValues.Value value =
                  values.widest().flatMap(scope -> values.value(scope, name)).orElse(null);
              return new Bulletin.Headline(
                  measure.displayName(),
                  format.figure(measure, value),
                  value == null || value.target() == null
                      ? ""
                      : "目标 " + value.target().stripTrailingZeros().toPlainString() + unit(measure),
                  value == null
                      ? ""
                      : "%d/%d 区有数".formatted(value.coveredZones(), value.applicableZones()));
            })
        .toList();
  }

  private List<Bulletin.RankedZone> ranking(PublishedValues values, LocalDate period) {
    Comparator<BigDecimal> best =
        measure(layout.rankedBy()).direction() == Measure.Direction.UP
            ? Comparator.reverseOrder()
            : Comparator.naturalOrder();
    List<Zone> ranked =
        zones.all().stream()
            .filter(values::contains)
            .sorted(
                Comparator.comparing(
                    zone -> number(values, zone, layout.rankedBy()), Comparator.nullsLast(best)))
            .toList();
    List<Bulletin.RankedZone> rows = new ArrayList<>();
    for (Zone zone : ranked) {
      BigDecimal completed = number(values, zone, COMPLETION);
      rows.add(
          new Bulletin.RankedZone(
              rows.size() + 1,
              zone.shortName(),
              zone.cityName(),
              layout.columns().stream().map(name -> zoneFigure(values, zone, name)).toList(),
              values.value(zone, layout.rankedBy()).map(PublishedValues.Value::light).orElse(""),
              zoneFigure(values, zone, COMPLETION),
              completed == null ? null : completed.doubleValue(),
              period.getMonthValue() * 100.0 / 12));
    }
    return rows;
  }

  private List<Bulletin.Change> changes(PublishedValues now, PublishedValues before) {
    List<Bulletin.Change> changes = new ArrayList<>();
    for (Zone zone : zones.all()) {
      for (String name : layout.metrics()) {
        Figure figureBefore = zoneFigure(before, zone, name);
        Figure figureNow = zoneFigure(now, zone, name);
        if (!figureBefore.equals(figureNow)) {
          changes.add(
              new Bulletin.Change(
                  zone.shortName(), measure(name).displayName(), figureBefore, figureNow));
        }
      }
    }
    return changes;
  }

  private Figure zoneFigure(PublishedValues values, Zone zone, String name) {
    return format.figure(measure(name), values.value(zone, name).orElse(null));
  }

  private static BigDecimal number(PublishedValues values, Zone zone, String metric) {
    return values.value(zone, metric).map(PublishedValues.Value::value).orElse(null);
  }

  private Bulletin.Headline column(String name) {
    return new Bulletin.Headline(measure(name).displayName(), null, "", "");
  }

  private Bulletin.Definition definition(String name, String version) {
    Measure measure = measure(name);
    return new Bulletin.Definition(
        name, measure.displayName(), unit(measure), measure.comment(), version);
  }

  private String unit(Measure measure) {
    return units.unit(measure.unit(), measure.name()).label();
  }

  private Measure measure(String name) {
    return metrics.measure(name, "dashboards/bulletins/weekly.yaml");
  }
}
