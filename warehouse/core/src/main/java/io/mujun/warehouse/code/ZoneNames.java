package io.mujun.warehouse.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the zones that a text names: by their own names, or by those of their counties and areas,
 * with or without 县, 区 and 市. A name that stands for two zones names neither.
 */
final class ZoneNames {
  private static final Pattern KIND = Pattern.compile("(?:自治县|县|区|市)$");
  private static final int SHORTEST = 2;

  private final Map<String, Zone> zones = new HashMap<>();
  private final Set<String> shared = new LinkedHashSet<>();

  void add(String name, Zone zone) {
    if (name == null) {
      return;
    }
    for (String each : List.of(name, KIND.matcher(name).replaceFirst(""))) {
      if (each.length() >= SHORTEST) {
        Zone before = zones.putIfAbsent(each, zone);
        if (before != null && !before.equals(zone)) {
          shared.add(each);
        }
      }
    }
  }

  /** The zones that a text names; of names within each other the longest counts. */
  Set<Zone> in(String text) {
    List<String> names = new ArrayList<>(zones.keySet());
    names.sort(Comparator.comparingInt(String::length).reversed().thenComparing(name -> name));
    Set<Zone> found = new LinkedHashSet<>();
    String rest = text;
    for (String name : names) {
      if (rest.contains(name)) {
        rest = rest.replace(name, "\n");
        if (!shared.contains(name)) {
          found.add(zones.get(name));
        }
      }
    }
    return found;
  }
}
