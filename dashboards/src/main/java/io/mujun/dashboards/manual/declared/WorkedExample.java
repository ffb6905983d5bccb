package io.mujun.dashboards.manual.declared;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows that are given, and the figures that follow from them: a file of {@code
 * warehouse/metrics/examples}, which the tests hold the metrics to.
 *
 * @param file its name
 * @param description what it shows, in Chinese
 * @param asAt the day as at which figures are computed
 * @param given ods table → its rows, column → text
 * @param none ods table → the scopes that are stated to have none
 * @param expected figures, column → text
 */
public record WorkedExample(
    String file,
    String description,
    String asAt,
    Map<String, List<Map<String, String>>> given,
    Map<String, List<Map<String, String>>> none,
    List<Map<String, String>> expected) {

  static List<WorkedExample> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(WorkedExample::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static WorkedExample read(Path file) {
    JsonNode example = Yaml.read(file, "EXAMPLE_INVALID").node();
    Map<String, List<Map<String, String>>> given = new LinkedHashMap<>();
    Map<String, List<Map<String, String>>> none = new LinkedHashMap<>();
    for (JsonNode table : example.path("given")) {
      given
          .computeIfAbsent(table.path("table").asText(), any -> new ArrayList<>())
          .addAll(rows(table.path("rows")));
      none.computeIfAbsent(table.path("table").asText(), any -> new ArrayList<>())
          .addAll(rows(table.path("none")));
    }
    return new WorkedExample(
        file.getFileName().toString(),
        example.path("description").asText(),
        example.path("as_at").asText(),
        given,
        none,
        rows(example.path("expected")));
  }

  private static List<Map<String, String>> rows(JsonNode list) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode each : list) {
      Map<String, String> row = new LinkedHashMap<>();
      each.properties()
          .forEach(
              cell ->
                  row.put(cell.getKey(), cell.getValue().isNull() ? "" : cell.getValue().asText()));
      rows.add(row);
    }
    return rows;
  }

  /** The figures of one metric. */
  public List<Map<String, String>> expectedOf(String metric) {
    return expected.stream().filter(row -> metric.equals(row.get("metric"))).toList();
  }

  /** Every column that any row names, in order of appearance. */
  public static Set<String> columns(List<Map<String, String>> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    return columns;
  }
}
