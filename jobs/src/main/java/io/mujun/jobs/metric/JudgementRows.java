package io.mujun.jobs.metric;

import io.mujun.warehouse.metric.Judgement;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics' targets and thresholds as rows of {@code dim.metric_judgement}, as texts. */
public final class JudgementRows {
  /** The columns of each row. */
  public static final List<String> COLUMNS =
      List.of(
          "metric",
          "valid_from",
          "valid_to",
          "target",
          "green_threshold",
          "yellow_threshold",
          "source");

  private JudgementRows() {}

  public static List<Map<String, String>> of(Metrics metrics) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Measure measure : metrics.measures()) {
      List<Judgement> judgements = measure.judgements();
      for (int i = 0; i < judgements.size(); i++) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("metric", measure.name());
        row.put("valid_from", judgements.get(i).from().toString());
        row.put(
            "valid_to",
            i + 1 == judgements.size()
                ? null
                : judgements.get(i + 1).from().minusDays(1).toString());
        put(row, judgements.get(i));
        row.put("source", judgements.get(i).source());
        rows.add(row);
      }
    }
    return rows;
  }

  /** Puts target and thresholds; null where there is no judgement, or it has none. */
  static void put(Map<String, String> row, Judgement judgement) {
    row.put("target", judgement == null ? null : text(judgement.target()));
    row.put("green_threshold", judgement == null ? null : text(judgement.green()));
    row.put("yellow_threshold", judgement == null ? null : text(judgement.yellow()));
  }

  private static String text(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }
}
