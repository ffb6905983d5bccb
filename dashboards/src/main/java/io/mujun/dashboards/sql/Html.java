package io.mujun.dashboards.sql;

/**
 * Trino SQL that writes the small pieces of HTML of which cells are made; the board's style sheet
 * gives them their looks.
 */
public final class Html {
  private Html() {}

  /** Text between tags. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * Text as a cell holds it. Superset takes a cell for HTML that holds an element, so what could be
   * read as one becomes escaped text in an element of its own, and all other text stays as it is.
   */
  static String cell(String text) {
    return text.matches("(?s).*[<>&].*") ? "<span>" + escape(text) + "</span>" : text;
  }

  /** SQL of the same for an expression of type varchar; null stays null. */
  public static String cellSql(String expression) {
    return "element_at(transform(array["
        + expression
        + "], v -> if(regexp_like(v, '[<>&]'), '<span>' || replace(replace(replace("
        + "v, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || '</span>', v)), 1)";
  }

  /** A light and its word, from an expression that is green, yellow, red or null. */
  public static String light(String expression) {
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
  public static String span(String classes, String extra, String text) {
    return "'<span class=\"%s%s\">' || %s || '</span>'"
        .formatted(classes, extra == null ? "" : " mj-' || " + extra + " || '", text);
  }
}
