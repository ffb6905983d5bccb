package io.mujun.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes out of an asset what a server puts in: see {@link BundleComparison}. */
final class ExportNormalizer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fields that say nothing of the asset, or that Superset takes in and never gives out. */
  private static final Set<String> DROPPED =
      Set.of("configuration_method", "is_managed_externally", "theme_uuid", "theme_id", "tags");

  /** Values that Superset writes out where none was given. */
  private static final Map<String, Set<String>> DEFAULTS =
      Map.of(
          "offset", Set.of("0"),
          "filter_select_enabled", Set.of("true"),
          "normalize_columns", Set.of("false"),
          "always_filter_main_dttm", Set.of("false"),
          "is_active", Set.of("true"),
          "certified_by", Set.of(""),
          "certification_details", Set.of(""));

  private ExportNormalizer() {}

  static void normalize(String kind, ObjectNode asset) {
    asset.remove(DROPPED);
    dropDefaults(asset);
    switch (kind) {
      case "databases" -> database(asset);
      case "datasets" -> dataset(asset);
      case "charts" -> chart(asset);
      case "dashboards" -> dashboard(asset);
      default -> {}
    }
  }

  private static void dropDefaults(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              boolean written =
                  DEFAULTS
                      .getOrDefault(entry.getKey(), Set.of())
                      .contains(entry.getValue().asText());
              if (entry.getValue().isNull() || written) {
                names.add(entry.getKey());
              }
            });
    node.remove(names);
  }

  private static void database(ObjectNode asset) {
    String address = asset.path("sqlalchemy_uri").asText();
    asset.put("sqlalchemy_uri", address.replaceFirst("@[^/]*", "@"));
    if (asset.at("/extra/engine_params/connect_args") instanceof ObjectNode arguments) {
      arguments.remove("verify");
    }
  }

  private static void dataset(ObjectNode asset) {
    sort(asset, "columns", "column_name");
    sort(asset, "metrics", "metric_name");
  }

  private static void sort(ObjectNode asset, String list, String name) {
    List<JsonNode> elements = new ArrayList<>();
    asset
        .path(list)
        .forEach(
            element -> {
              dropDefaults((ObjectNode) element);
              elements.add(element);
            });
    elements.sort(Comparator.comparing(element -> element.path(name).asText()));
    asset.set(list, JSON.createArrayNode().addAll(elements));
  }

  private static void chart(ObjectNode asset) {
    if (asset.get("params") instanceof ObjectNode parameters) {
      parameters.remove(List.of("datasource", "annotation_layers"));
    }
    if (asset.hasNonNull("query_context")) {
      ObjectNode context = (ObjectNode) parse(asset.get("query_context").asText());
      context.remove("datasource");
      if (context.get("form_data") instanceof ObjectNode form) {
        form.remove("datasource");
      }
      asset.set("query_context", context);
    }
  }

  private static void dashboard(ObjectNode asset) {
    Map<Integer, String> charts = new HashMap<>();
    for (JsonNode node : asset.path("position")) {
      if (node.path("meta") instanceof ObjectNode meta && meta.has("chartId")) {
        charts.put(meta.get("chartId").asInt(), meta.path("uuid").asText());
        meta.remove("chartId");
      }
    }
    if (asset.get("metadata") instanceof ObjectNode metadata) {
      for (JsonNode filter : metadata.path("native_filter_configuration")) {
        if (filter.get("scope") instanceof ObjectNode scope) {
          ArrayNode excluded = JSON.createArrayNode();
          scope.path("excluded").forEach(id -> excluded.add(charts.get(id.asInt())));
          scope.set("excluded", excluded);
        }
      }
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException("query_context is not JSON: " + json, invalid);
    }
  }
}
