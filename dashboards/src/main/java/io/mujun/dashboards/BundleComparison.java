package io.mujun.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells how what Superset exports differs from the bundle that it was given. Assets are paired by
 * uuid, and what the server gives (ids, defaults, timestamps, order, its address of Trino) counts
 * for nothing.
 */
public final class BundleComparison {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private BundleComparison() {}

  /**
   * Compares.
   *
   * @param given the bundle as it was imported
   * @param exported what the server says of the same assets
   * @return one line for each difference, with file, place, and both values; empty where there is
   *     none
   */
  public static List<String> differences(Bundle given, Bundle exported) {
    Map<String, Asset> expected = assets(given);
    Map<String, Asset> actual = assets(exported);
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (uuid, asset) -> {
          if (actual.containsKey(uuid)) {
            compare(asset.file(), "", asset.tree(), actual.get(uuid).tree(), differences);
          } else {
            differences.add(asset.file() + ": not exported (uuid " + uuid + ")");
          }
        });
    actual.forEach(
        (uuid, asset) -> {
          if (!expected.containsKey(uuid)) {
            differences.add(asset.file() + ": exported, but not in the bundle (uuid " + uuid + ")");
          }
        });
    return differences;
  }

  private record Asset(String file, JsonNode tree) {}

  private static Map<String, Asset> assets(Bundle bundle) {
    Map<String, Asset> assets = new TreeMap<>();
    bundle
        .files()
        .forEach(
            (file, text) -> {
              JsonNode tree = parse(file, text);
              if (tree.isObject() && tree.has("uuid")) {
                String kind = file.substring(0, file.indexOf('/'));
                ExportNormalizer.normalize(kind, (ObjectNode) tree);
                assets.put(tree.path("uuid").asText(), new Asset(file, tree));
              }
            });
    return assets;
  }

  private static JsonNode parse(String file, String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException(file + " is not YAML", invalid);
    }
  }

  private static void compare(
      String file, String place, JsonNode expected, JsonNode actual, List<String> differences) {
    if (expected.isObject() && actual.isObject()) {
      Set<String> names = new TreeSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(file, place + "/" + name, expected.path(name), actual.path(name), differences);
      }
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int index = 0; index < expected.size(); index++) {
        compare(file, place + "/" + index, expected.get(index), actual.get(index), differences);
      }
    } else if (!expected.equals(actual)) {
      differences.add("%s: %s: given %s, exported %s".formatted(file, place, expected, actual));
    }
  }
}
