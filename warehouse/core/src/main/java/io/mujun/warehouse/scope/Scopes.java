package io.mujun.warehouse.scope;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All scopes, and which zones make them up: from {@code codes/zone.csv}, and the classes that zones
 * had before from {@code codes/zone_class.csv} ({@code zone_code,zone_class,zone_class_name,
 * valid_to}).
 */
public final class Scopes {
  private static final String FORMER = "zone_class.csv";
  private static final Comparator<Scope> ORDER =
      Comparator.comparing(Scope::kind).thenComparing(Scope::code);

  private final List<ScopeMember> members;

  private Scopes(List<ScopeMember> members) {
    requireOneName(members);
    this.members =
        members.stream()
            .sorted(
                Comparator.comparing(ScopeMember::scope, ORDER)
                    .thenComparing(ScopeMember::zoneCode))
            .toList();
  }

  /**
   * Reads them of the folder {@code warehouse/codes}.
   *
   * @throws MujunException {@code CODES_INVALID} where a former class is of an unknown zone, has no
   *     day, or none later than the one before it; and where a code has two names
   */
  public static Scopes read(Path codes) {
    Zones zones = Zones.read(codes);
    Map<String, List<Former>> formerByZone = former(CodeTable.read(codes.resolve(FORMER)), zones);
    List<ScopeMember> members = new ArrayList<>();
    for (Zone zone : zones.all()) {
      members.add(always(Scope.Kind.ZONE, zone.code(), zone.shortName(), zone));
      members.add(always(Scope.Kind.CITY, zone.cityCode(), zone.cityName(), zone));
      members.add(always(Scope.Kind.PROVINCE, zone.provinceCode(), zone.provinceName(), zone));
      LocalDate from = ScopeMember.BEGINNING;
      for (Former former : formerByZone.getOrDefault(zone.code(), List.of())) {
        members.add(new ScopeMember(former.scope(), zone.code(), from, former.validTo()));
        from = former.validTo().plusDays(1);
      }
      Scope current = new Scope(Scope.Kind.ZONE_CLASS, zone.zoneClass(), zone.className());
      members.add(new ScopeMember(current, zone.code(), from, null));
    }
    return new Scopes(members);
  }

  /** Every scope, the widest kind first, then by code. */
  public List<Scope> all() {
    return members.stream().map(ScopeMember::scope).distinct().toList();
  }

  /** Every zone of every scope. */
  public List<ScopeMember> members() {
    return members;
  }

  /**
   * Scopes of which a reader of these zones may see the figures: those that never had another zone,
   * because a total tells, beside the figures of all zones but one, that one's figure.
   */
  public List<Scope> within(Collection<String> zoneCodes) {
    Set<Scope> withOthers =
        members.stream()
            .filter(member -> !zoneCodes.contains(member.zoneCode()))
            .map(ScopeMember::scope)
            .collect(Collectors.toSet());
    return all().stream().filter(scope -> !withOthers.contains(scope)).toList();
  }

  /** Whether a scope has other zones on one day than on another. */
  public boolean changedBetween(LocalDate day, LocalDate other) {
    return members.stream().anyMatch(member -> member.holdsOn(day) != member.holdsOn(other));
  }

  private record Former(Scope scope, LocalDate validTo) {}

  private static ScopeMember always(Scope.Kind kind, String code, String name, Zone zone) {
    return new ScopeMember(new Scope(kind, code, name), zone.code(), ScopeMember.BEGINNING, null);
  }

  private static Map<String, List<Former>> former(CodeTable table, Zones zones) {
    Map<String, List<Former>> formerByZone = new HashMap<>();
    for (int i = 0; i < table.rows().size(); i++) {
      Map<String, String> row = table.rows().get(i);
      String place = "codes/%s, line %d".formatted(FORMER, table.lines().get(i));
      String zone = row.get("zone_code");
      require(zones.zone(zone).isPresent(), place, "zone.csv has no zone '" + zone + "'");
      LocalDate validTo = day(row.get("valid_to"), place);
      List<Former> earlier = formerByZone.computeIfAbsent(zone, code -> new ArrayList<>());
      require(
          earlier.isEmpty() || earlier.get(earlier.size() - 1).validTo().isBefore(validTo),
          place,
          "the classes of a zone stand in the order of 'valid_to', each day once");
      earlier.add(
          new Former(
              new Scope(Scope.Kind.ZONE_CLASS, row.get("zone_class"), row.get("zone_class_name")),
              validTo));
    }
    return formerByZone;
  }

  private static void requireOneName(List<ScopeMember> members) {
    Map<String, String> namesByScope = new HashMap<>();
    for (ScopeMember member : members) {
      Scope scope = member.scope();
      String name = namesByScope.putIfAbsent(scope.key(), scope.name());
      require(
          name == null || name.equals(scope.name()),
          "codes/zone.csv or " + FORMER,
          "%s is called '%s' and '%s'. Give it one name"
              .formatted(scope.key(), name, scope.name()));
    }
  }

  private static LocalDate day(String text, String place) {
    try {
      require(text != null, place, "'valid_to' is missing");
      return LocalDate.parse(text);
    } catch (DateTimeParseException invalid) {
      throw new MujunException(
          "CODES_INVALID",
          "%s: '%s' is no day, such as 2024-12-31.".formatted(place, text),
          invalid);
    }
  }

  private static void require(boolean holds, String place, String fault) {
    if (!holds) {
      throw new MujunException("CODES_INVALID", "%s: %s.".formatted(place, fault));
    }
  }
}
