package io.mujun.dashboards.board;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A board as {@code dashboards/boards/<file>.yaml} declares it.
 *
 * @param slug its address in Superset
 * @param title Chinese title
 * @param description what it answers, in Chinese; may be empty
 * @param filters choices above the charts
 * @param tabs pages from left to right
 * @param charts by name, in the file's order
 * @param place the file, for messages
 */
public record Board(
    String slug,
    String title,
    String description,
    List<Filter> filters,
    List<Tab> tabs,
    Map<String, Chart> charts,
    String place) {

  /**
   * A single choice among a column's values; the greatest is chosen at first.
   *
   * @param name Chinese label
   * @param dataset where its values come from
   * @param column column of that dataset; charts on other datasets that have it obey too
   * @param except charts that do not obey
   */
  public record Filter(String name, String dataset, String column, List<String> except) {}

  /** A page: rows of charts. */
  public record Tab(String title, List<List<Placement>> rows) {}

  /**
   * A chart's place in its row.
   *
   * @param chart its name
   * @param width in twelfths of the page
   * @param height in units of 8 pixels
   */
  public record Placement(String chart, int width, int height) {}

  /**
   * One chart.
   *
   * @param name unique on the board
   * @param title Chinese title, or null where the metric's name serves
   * @param description explanation, in Chinese; may be empty
   * @param kind which compiler makes it: headline, ranking, progress, matrix or list
   * @param options what that kind needs
   * @param parameters merged last into Superset's own parameters
   * @param place file and chart, for messages
   */
  public record Chart(
      String name,
      String title,
      String description,
      ChartKind kind,
      JsonNode options,
      Map<String, Object> parameters,
      String place) {}
}
