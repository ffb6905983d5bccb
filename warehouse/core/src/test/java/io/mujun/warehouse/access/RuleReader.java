package io.mujun.warehouse.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads rules as Trino does: the first that matches in every named field decides. */
final class RuleReader {
  private final JsonNode rules;

  RuleReader(String json) {
    try {
      this.rules = new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<JsonNode> first(String section, Map<String, String> asked) {
    for (JsonNode rule : rules.path(section)) {
      if (matches(rule, asked)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** What a user sees of a table: nothing, or its filter and masks. */
  Optional<Seen> seen(String user, String catalog, String schema, String table) {
    return first(
            "tables", Map.of("user", user, "catalog", catalog, "schema", schema, "table", table))
        .map(
            rule -> {
              Map<String, String> masks = new TreeMap<>();
              rule.path("columns")
                  .forEach(c -> masks.put(c.path("name").asText(), c.path("mask").asText()));
              return new Seen(
                  rule.path("privileges").toString(), rule.path("filter").asText(""), masks);
            });
  }

  private static boolean matches(JsonNode rule, Map<String, String> asked) {
    for (Iterator<String> fields = asked.keySet().iterator(); fields.hasNext(); ) {
      String field = fields.next();
      if (rule.has(field) && !asked.get(field).matches(rule.get(field).asText())) {
        return false;
      }
    }
    return true;
  }

  record Seen(String privileges, String filter, Map<String, String> masks) {}
}
