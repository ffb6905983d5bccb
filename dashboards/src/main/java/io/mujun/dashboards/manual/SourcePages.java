package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.source.ChangeSource;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the page of what counties hand over, in one language. */
public final class SourcePages {
  private final Declared declared;
  private final PageLinks links;

  SourcePages(Declared declared, Language language) {
    this.declared = declared;
    this.links = new PageLinks(declared, language);
  }

  /** Every source. */
  public record SourcePage(
      List<DeliveryEntry> deliveries, List<LayoutEntry> layouts, List<DatabaseEntry> databases) {}

  /** A ledger that is sent. */
  public record DeliveryEntry(LedgerSource source, String zone, PageLink table) {}

  /**
   * What a ledger looks like.
   *
   * @param units column of the table → unit of its numbers, as people write it
   * @param users the sources that have it
   */
  public record LayoutEntry(
      Layout layout, PageLink table, Map<String, String> units, List<String> users) {}

  /**
   * A table of a database, or what a portal gives.
   *
   * @param kind key of the text that says how it is read
   */
  public record DatabaseEntry(
      SourceDefinition source, String kind, PageLink table, Map<String, String> units) {}

  SourcePage page() {
    return new SourcePage(
        declared.deliveries().stream()
            .map(source -> new DeliveryEntry(source, zone(source), links.table(source.table())))
            .toList(),
        declared.layouts().values().stream()
            .map(
                layout ->
                    new LayoutEntry(
                        layout,
                        links.table(layout.table()),
                        units(layout.columns()),
                        users(layout)))
            .toList(),
        declared.databases().stream()
            .map(
                source ->
                    new DatabaseEntry(
                        source,
                        source instanceof ChangeSource change
                            ? "kind_" + change.kind()
                            : "kind_stream",
                        links.table(source.table()),
                        units(source.columns())))
            .toList());
  }

  private String zone(SourceDefinition source) {
    return declared.zones().zone(source.zoneCode()).map(Zone::shortName).orElse("");
  }

  private List<String> users(Layout layout) {
    return declared.deliveries().stream()
        .filter(source -> source.layout().equals(layout))
        .map(SourceDefinition::source)
        .toList();
  }

  private Map<String, String> units(Collection<? extends SourceDefinition.Column> columns) {
    Map<String, String> units = new HashMap<>();
    for (SourceDefinition.Column column : columns) {
      if (column.unit() != null) {
        units.put(column.property(), declared.units().unit(column.unit(), column.name()).label());
      }
    }
    return units;
  }
}
