package io.mujun.dashboards.manual.declared;

/**
 * A place where people look at figures.
 *
 * @param kind what it is
 * @param board title of the board, or of the bulletin, in Chinese
 * @param tab title of the board's page; empty of a bulletin
 * @param chart title of the chart; empty of a bulletin
 */
public record Showing(Kind kind, String board, String tab, String chart) {
  /** What shows figures. */
  public enum Kind {
    BOARD,
    BULLETIN
  }
}
