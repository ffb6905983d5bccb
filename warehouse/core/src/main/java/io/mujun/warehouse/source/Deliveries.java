package io.mujun.warehouse.source;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Zones;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code ingestion/deliveries.csv}: one line for each table that a provider sends. */
public final class Deliveries {
  private static final List<String> COLUMNS =
      List.of("provider", "system", "zone_code", "table", "layout", "due_day", "correction");

  private final Path file;
  private final Map<String, Layout> layouts;
  private final Zones zones;
  private final Contracts contracts;

  private Deliveries(Path file, Map<String, Layout> layouts, Zones zones, Contracts contracts) {
    this.file = file;
    this.layouts = layouts;
    this.zones = zones;
    this.contracts = contracts;
  }

  /**
   * Reads all lines, each with its layout.
   *
   * @param layouts layouts by their slug
   * @throws MujunException {@code DELIVERY_INVALID} with file and line
   */
  public static List<LedgerSource> read(
      Path file, Map<String, Layout> layouts, Zones zones, Contracts contracts) {
    return new Deliveries(file, layouts, zones, contracts).read();
  }

  private List<LedgerSource> read() {
    CodeTable table = CodeTable.read(file);
    if (!table.columns().equals(COLUMNS)) {
      throw new MujunException(
          "DELIVERY_INVALID",
          "%s: the header is %s; it has to be %s".formatted(file, table.columns(), COLUMNS));
    }
    List<LedgerSource> sources = new ArrayList<>();
    Set<String> slugs = new HashSet<>();
    for (int i = 0; i < table.rows().size(); i++) {
      int line = table.lines().get(i);
      LedgerSource source = source(table.rows().get(i), line);
      if (!slugs.add(source.source())) {
        throw invalid(
            line,
            "provider %s sends %s twice".formatted(source.delivery().provider(), source.table()));
      }
      sources.add(source);
    }
    return List.copyOf(sources);
  }

  private LedgerSource source(Map<String, String> row, int line) {
    String layout = row.get("layout");
    require(layouts.containsKey(layout), line, "layout", layout, layouts.keySet());
    String zone = row.get("zone_code");
    require(
        zones.zone(zone).isPresent(),
        line,
        "zone_code",
        zone,
        zones.all().stream().map(each -> each.code()).toList());
    if (!contracts.contains(String.valueOf(row.get("table")))) {
      throw invalid(line, "no contract declares the table '%s'".formatted(row.get("table")));
    }
    try {
      Delivery delivery =
          new Delivery(
              row.get("provider"),
              row.get("system"),
              zone,
              row.get("table"),
              layout,
              Integer.parseInt(String.valueOf(row.get("due_day"))),
              row.get("correction"));
      return new LedgerSource(delivery, layouts.get(layout));
    } catch (NumberFormatException noNumber) {
      throw invalid(line, "'due_day' is no number: " + row.get("due_day"));
    } catch (IllegalArgumentException fault) {
      throw invalid(line, fault.getMessage());
    }
  }

  private void require(boolean known, int line, String key, String value, Iterable<String> all) {
    if (!known) {
      throw invalid(line, "'%s' is %s; known are %s".formatted(key, value, String.join(", ", all)));
    }
  }

  private MujunException invalid(int line, String fault) {
    return new MujunException("DELIVERY_INVALID", "%s:%d: %s".formatted(file, line, fault));
  }
}
