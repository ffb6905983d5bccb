package io.mujun.warehouse.metric.expression;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The names that an expression may use.
 *
 * @param owner whose names they are, for messages
 * @param columns types by name
 * @param relations named relations, whose columns are written as {@code name.column}
 */
public record KnownNames(
    String owner, Map<String, ValueType> columns, Map<String, KnownNames> relations) {

  public static KnownNames of(String owner, Map<String, ValueType> columns) {
    return new KnownNames(owner, columns, Map.of());
  }

  /** The same with one more column. */
  public KnownNames with(String column, ValueType type) {
    Map<String, ValueType> more = new LinkedHashMap<>(columns);
    more.put(column, type);
    return new KnownNames(owner, more, relations);
  }

  /** What to write instead of a name that is not there. */
  String known() {
    Collection<String> names = columns.isEmpty() ? relations.keySet() : columns.keySet();
    return "Known are: " + String.join(", ", new TreeSet<>(names)) + ".";
  }
}
