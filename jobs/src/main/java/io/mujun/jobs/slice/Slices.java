package io.mujun.jobs.slice;

import io.mujun.jobs.sql.Sql;
import io.mujun.jobs.sql.Views;
import io.mujun.warehouse.Contract;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which part of a table: none, some slices, or all of it. A slice is values of some columns, as
 * texts.
 */
public final class Slices {
  /** Beyond this many, a condition that lists them costs more than computing everything. */
  private static final int MOST = 500;

  private static final Slices ALL = new Slices(Set.of(Map.of()));
  private static final Slices NONE = new Slices(Set.of());

  private final Set<Map<String, String>> slices;

  private Slices(Set<Map<String, String>> slices) {
    this.slices = slices;
  }

  public static Slices all() {
    return ALL;
  }

  public static Slices none() {
    return NONE;
  }

  /** These slices; a slice of no column is everything. */
  public static Slices of(Collection<? extends Map<String, String>> slices) {
    Set<Map<String, String>> distinct = new LinkedHashSet<>(slices);
    return distinct.size() > MOST || distinct.contains(Map.<String, String>of())
        ? ALL
        : new Slices(distinct);
  }

  public boolean isAll() {
    return this == ALL;
  }

  public boolean isNone() {
    return slices.isEmpty();
  }

  public Slices union(Slices other) {
    Set<Map<String, String>> both = new LinkedHashSet<>(slices);
    both.addAll(other.slices);
    return of(both);
  }

  /**
   * What these slices touch of a table that is sliced by other columns: equal names, equal values.
   */
  public Slices project(Collection<String> columns) {
    return of(
        slices.stream()
            .map(
                slice -> {
                  SortedMap<String, String> kept = new TreeMap<>(slice);
                  kept.keySet().retainAll(columns);
                  return (Map<String, String>) kept;
                })
            .toList());
  }

  /** The condition on the table's rows. */
  public String condition(Contract contract) {
    if (isAll()) {
      return Views.ALL;
    }
    if (isNone()) {
      return "false";
    }
    return slices.stream()
        .map(slice -> condition(contract, slice))
        .collect(Collectors.joining(" or "));
  }

  /** The values of a column, of the slices that have it. */
  public Set<String> values(String column) {
    return slices.stream()
        .filter(slice -> slice.containsKey(column))
        .map(slice -> slice.get(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each slice as {@code column=value, …}; {@code all} for everything. */
  public List<String> names() {
    return isAll()
        ? List.of("all")
        : slices.stream()
            .map(
                slice ->
                    slice.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", ")))
            .sorted()
            .toList();
  }

  @Override
  public String toString() {
    return names().toString();
  }

  private static String condition(Contract contract, Map<String, String> slice) {
    return slice.entrySet().stream()
        .map(entry -> equals(contract, entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(" and ", "(", ")"));
  }

  private static String equals(Contract contract, String column, String value) {
    if (value == null) {
      return Sql.name(column) + " is null";
    }
    String type = contract.propertiesByName().get(column).type().sql();
    return "%s = cast(%s as %s)".formatted(Sql.name(column), Sql.text(value), type);
  }
}
