package io.mujun.warehouse.code;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The zones, and the area codes under which systems speak of them. */
public final class Zones {
  private final Map<String, Zone> byCode = new LinkedHashMap<>();
  private final Map<String, String> zoneOfArea = new LinkedHashMap<>();
  private final ZoneNames names = new ZoneNames();

  private Zones(CodeTable zones, CodeTable areas) {
    for (Map<String, String> row : zones.rows()) {
      Zone zone =
          new Zone(
              row.get("zone_code"),
              row.get("name"),
              row.get("short_name"),
              row.get("zone_class"),
              row.get("zone_class_name"),
              row.get("city_code"),
              row.get("city_name"),
              row.get("province_code"),
              row.get("province_name"));
      byCode.put(zone.code(), zone);
      zoneOfArea.put(zone.code(), zone.code());
      names.add(zone.name(), zone);
      names.add(zone.shortName(), zone);
      names.add(row.get("county_name"), zone);
    }
    for (Map<String, String> row : areas.rows()) {
      zoneOfArea.put(row.get("area_code"), row.get("zone_code"));
      zone(row.get("zone_code")).ifPresent(zone -> names.add(row.get("area_name"), zone));
    }
  }

  /** Reads {@code zone.csv} and {@code area.csv} of the folder {@code warehouse/codes}. */
  public static Zones read(Path codes) {
    return new Zones(
        CodeTable.read(codes.resolve("zone.csv")), CodeTable.read(codes.resolve("area.csv")));
  }

  /** Every area code, with the code of the zone that it stands for. */
  public Map<String, String> areas() {
    return Collections.unmodifiableMap(zoneOfArea);
  }

  public Collection<Zone> all() {
    return byCode.values();
  }

  public Optional<Zone> zone(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The zone that a GB/T 2260 code, an old code or a zone's pseudo-code stands for. */
  public Optional<Zone> ofArea(String areaCode) {
    return Optional.ofNullable(zoneOfArea.get(areaCode)).map(byCode::get);
  }

  /** The zones that a text, such as a title, names by their names or those of their areas. */
  public Set<Zone> named(String text) {
    return names.in(text);
  }

  public List<Zone> ofCity(String cityCode) {
    return byCode.values().stream().filter(zone -> zone.cityCode().equals(cityCode)).toList();
  }
}
