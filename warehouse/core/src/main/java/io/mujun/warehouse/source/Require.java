package io.mujun.warehouse.source;

import io.mujun.warehouse.time.TimeForm;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a source file must state; each failure names the key. */
final class Require {
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
  private static final Pattern PATH = Pattern.compile("[^/\\s]+(/[^/\\s]+)*");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)?");

  private Require() {}

  static void that(boolean holds, String key, String problem) {
    if (!holds) {
      throw new IllegalArgumentException("'" + key + "' " + problem);
    }
  }

  static void text(String key, String value) {
    that(value != null && !value.isBlank(), key, "is missing");
  }

  static void slug(String key, String value) {
    text(key, value);
    that(SLUG.matcher(value).matches(), key, "may hold a-z, 0-9 and _ only: " + value);
  }

  /** A value that is none or a pattern. */
  static void pattern(String key, String value) {
    try {
      Pattern.compile(value == null ? "" : value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + key + "' is no pattern: " + e.getMessage(), e);
    }
  }

  static void property(String key, String value) {
    slug(key, value);
  }

  static void identifier(String key, String value) {
    text(key, value);
    that(IDENTIFIER.matcher(value).matches(), key, "is no column name: " + value);
  }

  /** The form in which times are written. */
  static String timeForm(String key, String stated) {
    try {
      return TimeForm.of(stated);
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException("'" + key + "' " + none.getMessage(), none);
    }
  }

  /** Names of fields, joined with {@code /}. */
  static void path(String key, String value) {
    text(key, value);
    that(
        PATH.matcher(value).matches(),
        key,
        "is no name of a field, or names joined with /: " + value);
  }

  static void qualified(String key, String value) {
    text(key, value);
    that(QUALIFIED.matcher(value).matches(), key, "is no table name: " + value);
  }

  /** What every source states of itself. */
  static void head(String source, String system, String table, String zoneCode) {
    slug("source", source);
    text("system", system);
    odsTable(table);
    that(zoneCode == null || zoneCode.matches("\\d{6}"), "zone_code", "needs six digits in quotes");
  }

  static void odsTable(String value) {
    text("table", value);
    that(
        value.startsWith("ods.") && SLUG.matcher(value.substring(4)).matches(),
        "table",
        "has to be a table of ods, such as ods.investment_ledger: " + value);
  }

  /** The key columns of a database table. */
  static List<String> key(List<String> value) {
    List<String> key = list(value);
    that(!key.isEmpty(), "key", "needs at least one column");
    key.forEach(column -> identifier("key", column));
    return key;
  }

  /** The minutes that each reading goes back; 30 where a file says nothing of it. */
  static Integer overlap(Integer stated) {
    int minutes = stated == null ? 30 : stated;
    that(minutes >= 0, "overlap_minutes", "cannot be negative");
    return minutes;
  }

  /** The columns that are read, each for another property. */
  static <C extends SourceDefinition.Column> List<C> columns(List<C> value) {
    List<C> columns = list(value);
    that(!columns.isEmpty(), "columns", "needs at least one column");
    Set<String> names = new HashSet<>();
    Set<String> properties = new HashSet<>();
    for (SourceDefinition.Column column : columns) {
      that(names.add(column.name()), "columns", "names a column twice: " + column.name());
      that(
          properties.add(column.property()),
          "columns",
          "fills a property twice: " + column.property());
    }
    return columns;
  }

  /** No header may stand for two columns. */
  static void headers(List<LedgerColumn> columns) {
    Set<String> headers = new HashSet<>();
    for (LedgerColumn column : columns) {
      column
          .headers()
          .forEach(
              header -> that(headers.add(header), "columns", "names a header twice: " + header));
    }
  }

  static <T> List<T> list(List<T> value) {
    if (value == null) {
      return List.of();
    }
    that(value.stream().allMatch(Objects::nonNull), "list", "holds an empty entry");
    return List.copyOf(value);
  }

  static Map<String, String> map(Map<String, String> value) {
    return value == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(value));
  }
}
