package io.mujun.record.value;

/** How a received text is shown in a message: one line, not too long. */
public final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /** The text on one line, cut where it is long. */
  public static String text(String text) {
    String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
