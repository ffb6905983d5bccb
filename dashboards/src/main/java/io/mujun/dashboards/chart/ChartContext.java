package io.mujun.dashboards.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.board.BoardReader;
import io.mujun.dashboards.board.Names;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.warehouse.MujunException;
import java.util.Map;

/**
 * What a chart's compiler may ask.
 *
 * @param declarations contracts, metrics, units and codes
 * @param datasets by name
 */
public record ChartContext(BoardDeclarations declarations, Map<String, Dataset> datasets) {
  private static final String METRIC_VALUES = "ads.metric_value";

  public Dataset dataset(String name, String place) {
    Names.require(name, datasets.keySet(), "DATASET_UNKNOWN", "dataset", place);
    return datasets.get(name);
  }

  /** The dataset of a chart that shows metrics. */
  Dataset metricDataset(Board.Chart chart) {
    Dataset dataset = dataset(text(chart, "dataset"), chart.place());
    if (!dataset.table().equals(METRIC_VALUES)) {
      throw new MujunException(
          BoardReader.CODE,
          "%s: a chart of kind %s needs a dataset over %s, but '%s' is over %s."
              .formatted(
                  chart.place(), chart.kind(), METRIC_VALUES, dataset.name(), dataset.table()));
    }
    return dataset;
  }

  /** An option that must be there. */
  static String text(Board.Chart chart, String option) {
    String value = textOrNull(chart.options(), option);
    if (value == null) {
      throw new MujunException(BoardReader.CODE, chart.place() + ": '" + option + "' is missing.");
    }
    return value;
  }

  static String textOrNull(JsonNode node, String option) {
    return node.hasNonNull(option) ? node.get(option).asText() : null;
  }
}
