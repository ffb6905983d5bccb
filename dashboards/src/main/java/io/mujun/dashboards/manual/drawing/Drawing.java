package io.mujun.dashboards.manual.drawing;

import java.util.List;

/**
 * A diagram with the place of each of its parts, in pixels.
 *
 * @param boxes every box
 * @param curves every link, as the path of SVG
 */
public record Drawing(int width, int height, List<Box> boxes, List<Curve> curves) {

  /** A box in its place. */
  public record Box(
      int x,
      int y,
      int width,
      int height,
      String title,
      String full,
      String note,
      String address,
      String kind,
      List<Row> rows) {}

  /**
   * A row of a box.
   *
   * @param y its middle
   */
  public record Row(int y, String text, String full) {}

  /** A link. */
  public record Curve(String path, String manner) {}
}
