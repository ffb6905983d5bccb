package io.mujun.catalog.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** The versions of the metrics' definitions: which are new with a publication. */
public final class MetricVersions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricVersions() {}

  private record Last(int number, String hash) {}

  /**
   * Rows for {@code dim.metric_version}, one for each metric whose definition is not that of its
   * last version.
   *
   * @param table the versions that stand
   * @param declared the rows of {@code dim.metric}, as texts, with {@code metric} and {@code
   *     metric_version}
   */
  public static List<Map<String, Object>> since(
      Table table, List<Map<String, String>> declared, String publicationId, LocalDate asAt) {
    Map<String, Last> standing = new HashMap<>();
    RecordScan.each(
        table,
        Expressions.alwaysTrue(),
        row ->
            standing.merge(
                RecordScan.text(row, "metric"),
                new Last(
                    (int) row.getField("version_number"), RecordScan.text(row, "metric_version")),
                (one, other) -> one.number > other.number ? one : other));
    List<Map<String, Object>> versions = new ArrayList<>();
    for (Map<String, String> metric : declared) {
      Last last = standing.getOrDefault(metric.get("metric"), new Last(0, null));
      if (!metric.get("metric_version").equals(last.hash)) {
        versions.add(
            Map.of(
                "metric",
                metric.get("metric"),
                "version_number",
                last.number + 1,
                "metric_version",
                metric.get("metric_version"),
                "valid_from",
                asAt,
                "publication_id",
                publicationId,
                "definition",
                json(metric)));
      }
    }
    return versions;
  }

  private static String json(Map<String, String> metric) {
    try {
      return JSON.writeValueAsString(metric);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
