package io.mujun.dashboards;

/**
 * Trino SQL that writes the small pieces of HTML of which cells are made; the board's style sheet
 * gives them their looks.
 */
final class Html {
  private Html() {}

  /** A light and its word, from an expression that is green, yellow, red or null. */
  static String light(String expression) {
    return "case "
        + expression
        + "\n"
        + when("green", "正常")
        + when("yellow", "关注")
        + when("red", "滞后")
        + "  else '<span class=\"mj-none\">—</span>'\n"
        + "end";
  }

  private static String when(String light, String word) {
    return "  when '%s' then '<span class=\"mj-light mj-%s\">● %s</span>'\n"
        .formatted(light, light, word);
  }

  /** Text in a span of these classes; {@code extra} is a further class as SQL, or null. */
  static String span(String classes, String extra, String text) {
    return "'<span class=\"%s%s\">' || %s || '</span>'"
        .formatted(classes, extra == null ? "" : " mj-' || " + extra + " || '", text);
  }
}
