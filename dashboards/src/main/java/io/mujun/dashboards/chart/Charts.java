package io.mujun.dashboards.chart;

import io.mujun.dashboards.board.Board;

/** Makes Superset's chart of a board's, by its kind. */
public final class Charts {
  private Charts() {}

  /**
   * Makes a chart.
   *
   * @throws io.mujun.warehouse.MujunException where its options fit no declaration
   */
  public static SupersetChart compile(Board.Chart chart, ChartContext context) {
    return switch (chart.kind()) {
      case HEADLINE -> HeadlineChart.compile(chart, context);
      case RANKING -> RankingChart.compile(chart, context);
      case PROGRESS -> ProgressChart.compile(chart, context);
      case MATRIX -> MatrixChart.compile(chart, context);
      case LIST -> ListChart.compile(chart, context);
    };
  }
}
