package io.mujun.dashboards.manual;

import io.mujun.dashboards.bulletin.Published;
import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.declared.Showing;
import io.mujun.dashboards.manual.declared.StatedFact;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.coverage.Mechanism;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.source.SourceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the page of the zones' mechanisms, in one language. */
public final class CoveragePages {
  private final Declared declared;
  private final Lineage lineage;
  private final Published published;
  private final PageLinks links;

  /**
   * @param published null where no warehouse is running
   */
  CoveragePages(Declared declared, Lineage lineage, Published published, Language language) {
    this.declared = declared;
    this.lineage = lineage;
    this.published = published;
    this.links = new PageLinks(declared, language);
  }

  /**
   * All mechanisms.
   *
   * @param counts status → how many have it
   */
  public record CoveragePage(Map<String, Integer> counts, List<ZoneEntry> zones) {}

  /** A zone's. */
  public record ZoneEntry(String code, String name, List<Entry> mechanisms) {}

  /**
   * A mechanism.
   *
   * @param sources those of the zone that fill its tables
   * @param charts titles of charts that show its metrics or tables, in Chinese
   */
  public record Entry(
      Mechanism mechanism,
      List<PageLink> sources,
      List<PageLink> places,
      List<MetricFigure> figures,
      List<String> charts,
      List<StatedFact> facts) {}

  /**
   * A metric with the zone's figure.
   *
   * @param value null where no warehouse is running, or its reader does not see the zone
   */
  public record MetricFigure(PageLink metric, String value) {}

  CoveragePage page() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Mechanism.Status status : Mechanism.Status.values()) {
      counts.put(status.name().toLowerCase(Locale.ROOT), 0);
    }
    Map<String, ZoneEntry> zones = new LinkedHashMap<>();
    for (Mechanism mechanism : declared.coverage()) {
      counts.merge(mechanism.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      zones.computeIfAbsent(mechanism.zoneCode(), this::zone).mechanisms().add(entry(mechanism));
    }
    return new CoveragePage(counts, List.copyOf(zones.values()));
  }

  private ZoneEntry zone(String code) {
    return new ZoneEntry(
        code, declared.zones().zone(code).map(Zone::name).orElse(code), new ArrayList<>());
  }

  private Entry entry(Mechanism mechanism) {
    return new Entry(
        mechanism,
        sources(mechanism).stream().map(links::source).toList(),
        mechanism.places().stream().map(this::place).toList(),
        mechanism.metrics().stream()
            .map(metric -> new MetricFigure(links.metric(metric), value(mechanism, metric)))
            .toList(),
        charts(mechanism),
        declared.factsOf(mechanism));
  }

  private PageLink place(Mechanism.Place place) {
    PageLink table = links.table(place.table());
    return place.column() == null
        ? table
        : new PageLink(
            table.text(), place.toString(), Addresses.column(place.table(), place.column()));
  }

  private String value(Mechanism mechanism, String metric) {
    return published == null
        ? null
        : published.figures().getOrDefault(mechanism.zoneCode(), Map.of()).get(metric);
  }

  /** Sources of the zone, or of all zones, whose records its tables are made of. */
  private Set<SourceDefinition> sources(Mechanism mechanism) {
    Set<SourceDefinition> sources = new LinkedHashSet<>();
    for (Mechanism.Place place : mechanism.places()) {
      Stream.concat(
              Stream.of(place.table()),
              lineage.upstreamOf(place.table(), LineageDiagrams::isDrawnThrough).stream())
          .flatMap(table -> declared.sourcesOf(table).stream())
          .filter(
              source -> source.zoneCode() == null || source.zoneCode().equals(mechanism.zoneCode()))
          .forEach(sources::add);
    }
    return sources;
  }

  private List<String> charts(Mechanism mechanism) {
    return Stream.concat(
            mechanism.metrics().stream().flatMap(each -> declared.showingsOfMetric(each).stream()),
            mechanism.places().stream()
                .flatMap(place -> declared.showingsOfTable(place.table()).stream()))
        .map(
            showing ->
                showing.kind() == Showing.Kind.BULLETIN
                    ? showing.board()
                    : showing.tab() + "／" + showing.chart())
        .distinct()
        .toList();
  }
}
