package io.mujun.dashboards.manual.drawing;

/** How wide text of 12 pixels is drawn, about; Chinese is as wide as high. */
final class TextWidth {
  private static final int WIDE = 12;
  private static final double NARROW = 6.9;
  private static final int FIRST_WIDE = 0x2E80;

  private TextWidth() {}

  static int of(String text) {
    return (int)
        Math.ceil(text.codePoints().mapToDouble(each -> each >= FIRST_WIDE ? WIDE : NARROW).sum());
  }

  /** The text, cut where it is wider. */
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && of(text.substring(0, end)) + WIDE > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }
}
