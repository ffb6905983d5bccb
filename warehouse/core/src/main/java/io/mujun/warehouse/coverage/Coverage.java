package io.mujun.warehouse.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code warehouse/coverage.yaml}; what it names has to be declared. */
public final class Coverage {
  private static final String CODE = "COVERAGE_INVALID";
  private static final Set<String> FIELDS =
      Set.of("id", "name", "tables", "metrics", "remark", "missing", "unsaid");

  private final Contracts contracts;
  private final Metrics metrics;
  private final Zones zones;
  private final Yaml yaml;
  private final Set<String> ids = new HashSet<>();

  private Coverage(Path file, Warehouse warehouse) {
    this.contracts = warehouse.contracts();
    this.metrics = warehouse.metrics();
    this.zones = warehouse.zones();
    this.yaml = Yaml.read(file, CODE);
  }

  /**
   * Every mechanism, in the order of the file.
   *
   * @throws MujunException {@code COVERAGE_INVALID}, or {@code TABLE_UNKNOWN} or {@code
   *     METRIC_UNKNOWN}, with the mechanism
   */
  public static List<Mechanism> read(Path file, Warehouse warehouse) {
    return new Coverage(file, warehouse).mechanisms();
  }

  private List<Mechanism> mechanisms() {
    Yaml.requireKnown(yaml.node(), Set.of("zones"), yaml.place(), CODE);
    List<Mechanism> mechanisms = new ArrayList<>();
    for (JsonNode zone : yaml.node().path("zones")) {
      Yaml.requireKnown(zone, Set.of("zone", "mechanisms"), yaml.place(), CODE);
      String code = zone.path("zone").asText();
      if (zones.zone(code).isEmpty()) {
        throw fault("there is no zone '%s' in codes/zone.csv.".formatted(code));
      }
      zone.path("mechanisms").forEach(each -> mechanisms.add(mechanism(code, each)));
    }
    return List.copyOf(mechanisms);
  }

  private Mechanism mechanism(String zone, JsonNode node) {
    String id = node.path("id").asText();
    Yaml.requireKnown(node, FIELDS, yaml.place() + ", " + id, CODE);
    if (id.isBlank() || !ids.add(id)) {
      throw fault("the id '%s' is missing or there twice.".formatted(id));
    }
    Wording name = wording(node, "name", id);
    if (name == null) {
      throw fault(id + ": 'name' is missing.");
    }
    List<String> named = texts(node.path("metrics"));
    named.forEach(metric -> metrics.measure(metric, yaml.place() + ", " + id));
    return new Mechanism(
        id,
        zone,
        name,
        texts(node.path("tables")).stream().map(text -> place(text, id)).toList(),
        named,
        wording(node, "remark", id),
        wording(node, "missing", id),
        wording(node, "unsaid", id));
  }

  private Mechanism.Place place(String text, String id) {
    String[] parts = text.split("\\.", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw fault("%s: '%s' is no layer.table, nor layer.table.column.".formatted(id, text));
    }
    String table = parts[0] + "." + parts[1];
    String column = parts.length == 3 ? parts[2] : null;
    if (column != null && contracts.table(table).property(column).isEmpty()) {
      throw fault("%s: %s has no column '%s'.".formatted(id, table, column));
    }
    contracts.table(table);
    return new Mechanism.Place(table, column);
  }

  private Wording wording(JsonNode node, String field, String id) {
    JsonNode texts = node.path(field);
    if (texts.isMissingNode()) {
      return null;
    }
    Yaml.requireKnown(texts, Set.of("zh", "en"), yaml.place() + ", " + id + ", " + field, CODE);
    String chinese = texts.path("zh").asText();
    String english = texts.path("en").asText();
    if (chinese.isBlank() || english.isBlank()) {
      throw fault("%s: '%s' needs 'zh' and 'en'.".formatted(id, field));
    }
    return new Wording(chinese, english);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private MujunException fault(String message) {
    return new MujunException(CODE, yaml.place() + ": " + message);
  }
}
