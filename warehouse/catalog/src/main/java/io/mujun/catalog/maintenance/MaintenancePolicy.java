package io.mujun.catalog.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What maintenance may do, and when.
 *
 * @param keep for how long a snapshot can be read after it was superseded
 * @param smallFileBytes size below which a data file is merged with others
 * @param fewestFiles how many small files, or manifests, are worth a merge
 * @param orphanAge age below which a file that no metadata names is left alone: somebody may be
 *     about to commit it
 * @param due time between two maintenances
 */
public record MaintenancePolicy(
    Duration keep, long smallFileBytes, int fewestFiles, Duration orphanAge, Duration due) {
  private static final String CODE = "MAINTENANCE_INVALID";

  /** Setting → its least, its most, and what it is where the file does not say it. */
  private static final Map<String, Bounds> SETTINGS =
      Map.of(
          "keepDays", new Bounds(1, 3650, 7),
          "smallFileMegabytes", new Bounds(1, 128, 16),
          "fewestFiles", new Bounds(2, 1000, 8),
          "orphanHours", new Bounds(24, 8760, 72),
          "dueHours", new Bounds(1, 8760, 24));

  private record Bounds(int least, int most, int usual) {}

  /**
   * Reads the policy; what the file does not say, and all where there is none, is as usual.
   *
   * @throws MujunException {@code MAINTENANCE_INVALID}
   */
  public static MaintenancePolicy read(Path file) {
    Map<String, Integer> values = new TreeMap<>();
    SETTINGS.forEach((name, bounds) -> values.put(name, bounds.usual()));
    if (Files.exists(file)) {
      JsonNode node = Yaml.read(file, CODE).node();
      Yaml.requireKnown(node, SETTINGS.keySet(), file.toString(), CODE);
      node.fieldNames()
          .forEachRemaining(name -> values.put(name, value(file, name, node.path(name))));
    }
    return new MaintenancePolicy(
        Duration.ofDays(values.get("keepDays")),
        (long) values.get("smallFileMegabytes") << 20,
        values.get("fewestFiles"),
        Duration.ofHours(values.get("orphanHours")),
        Duration.ofHours(values.get("dueHours")));
  }

  private static int value(Path file, String name, JsonNode value) {
    Bounds bounds = SETTINGS.get(name);
    if (!value.isInt() || value.asInt() < bounds.least() || value.asInt() > bounds.most()) {
      throw new MujunException(
          CODE,
          "%s: '%s' is %s; write a whole number from %d to %d, or leave the line out for %d."
              .formatted(file, name, value, bounds.least(), bounds.most(), bounds.usual()));
    }
    return value.asInt();
  }
}
