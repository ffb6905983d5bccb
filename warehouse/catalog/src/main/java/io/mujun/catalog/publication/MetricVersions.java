package io.mujun.catalog.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** The versions of the metrics' definitions: which are new with a publication. */
public final class MetricVersions {
  /** What identifies, in a definition, how values are computed. */
  public static final String FORMULA = "formula";

  /** What values are held against, in a definition. */
  public static final String JUDGEMENTS = "judgements";

  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricVersions() {}

  /** What a new version changes, as {@code codes/metric_change.csv} has it. */
  private enum Change {
    FIRST,
    DEFINITION,
    JUDGEMENT,
    TEXT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Last(int number, String hash, String definition) {
    /** What another definition changes; where it cannot be told, how values are computed. */
    Change to(Map<String, String> metric) {
      if (number == 0) {
        return Change.FIRST;
      }
      JsonNode before = read(definition);
      if (!isSame(before, metric, FORMULA)) {
        return Change.DEFINITION;
      }
      return isSame(before, metric, JUDGEMENTS) ? Change.TEXT : Change.JUDGEMENT;
    }

    private static boolean isSame(JsonNode before, Map<String, String> metric, String part) {
      return Objects.equals(before.path(part).asText(null), metric.get(part));
    }
  }

  /**
   * Rows for {@code dim.metric_version}, one for each metric whose definition is not that of its
   * last version.
   *
   * @param table the versions that stand
   * @param declared the definitions, as texts, with {@code metric}, {@code metric_version}, {@link
   *     #FORMULA} and {@link #JUDGEMENTS}
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
                    (int) row.getField("version_number"),
                    RecordScan.text(row, "metric_version"),
                    RecordScan.text(row, "definition")),
                (one, other) -> one.number > other.number ? one : other));
    List<Map<String, Object>> versions = new ArrayList<>();
    for (Map<String, String> metric : declared) {
      Last last = standing.getOrDefault(metric.get("metric"), new Last(0, null, null));
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
                json(metric),
                "change_kind",
                last.to(metric).code()));
      }
    }
    return versions;
  }

  private static JsonNode read(String definition) {
    try {
      return JSON.readTree(definition);
    } catch (JsonProcessingException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  private static String json(Map<String, String> metric) {
    try {
      return JSON.writeValueAsString(metric);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
