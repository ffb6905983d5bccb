package io.mujun.warehouse.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A key that a record type does not have. It is looked for before anything else: a misspelt key is
 * a better reason than that the one which was meant is missing.
 *
 * @param key the key
 * @param where the object that states it, such as {@code columns[0]}
 * @param known the keys that it may state
 */
record UnknownKey(String key, String where, List<String> known) {
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  /** The first unknown key of a tree, if any. */
  static Optional<UnknownKey> in(JsonNode node, Class<? extends Record> type, String kind) {
    return search(node, type, "", kind);
  }

  /** The key's line in the text, from 1. */
  int line(String text) {
    Pattern stated = Pattern.compile("\\b" + Pattern.quote(key) + "\\s*:");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (stated.matcher(lines.get(i)).find()) {
        return i + 1;
      }
    }
    return 1;
  }

  @Override
  public String toString() {
    return "unknown key '%s' in %s; known are %s"
        .formatted(key, where.isEmpty() ? "the file" : where, known);
  }

  private static Optional<UnknownKey> search(
      JsonNode node, Class<?> type, String where, String besides) {
    Map<String, Type> known = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(SNAKE_CASE.translate(component.getName()), component.getGenericType());
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals(besides)) {
        continue;
      }
      if (!known.containsKey(field.getKey())) {
        return Optional.of(new UnknownKey(field.getKey(), where, List.copyOf(known.keySet())));
      }
      Optional<UnknownKey> below =
          below(field.getValue(), known.get(field.getKey()), where + field.getKey());
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  private static Optional<UnknownKey> below(JsonNode node, Type type, String where) {
    if (type instanceof Class<?> declared && declared.isRecord()) {
      return search(node, declared, where, "");
    }
    if (node.isArray() && type instanceof ParameterizedType list) {
      for (int i = 0; i < node.size(); i++) {
        Optional<UnknownKey> found =
            below(node.get(i), list.getActualTypeArguments()[0], where + "[" + i + "]");
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
