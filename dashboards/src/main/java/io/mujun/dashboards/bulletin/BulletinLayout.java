package io.mujun.dashboards.bulletin;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a bulletin shows, as {@code dashboards/bulletins/weekly.yaml} says.
 *
 * @param title heading of the page, in Chinese
 * @param headlines metrics of the widest scope that the reader sees
 * @param rankedBy the metric by which zones are ranked
 * @param columns metrics of each zone
 */
public record BulletinLayout(
    String title, List<String> headlines, String rankedBy, List<String> columns) {
  private static final String CODE = "BULLETIN_INVALID";

  /** Reads a layout; refuses metrics that are not declared. */
  public static BulletinLayout read(Path file, Metrics metrics) {
    Yaml yaml = Yaml.read(file, CODE);
    Yaml.requireKnown(yaml.node(), Set.of("title", "headlines", "ranking"), yaml.place(), CODE);
    JsonNode ranking = yaml.node().path("ranking");
    BulletinLayout layout =
        new BulletinLayout(
            yaml.requireText("title"),
            list(yaml.node().path("headlines")),
            ranking.path("by").asText(),
            list(ranking.path("columns")));
    layout.metrics().forEach(metric -> metrics.measure(metric, yaml.place()));
    return layout;
  }

  /** Every metric shown, in order of appearance. */
  public Set<String> metrics() {
    Set<String> all = new LinkedHashSet<>(headlines);
    all.add(rankedBy);
    all.addAll(columns);
    return all;
  }

  private static List<String> list(JsonNode node) {
    List<String> values = new ArrayList<>();
    node.forEach(value -> values.add(value.asText()));
    return List.copyOf(values);
  }
}
