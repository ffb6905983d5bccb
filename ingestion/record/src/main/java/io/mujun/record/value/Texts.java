package io.mujun.record.value;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How texts that people typed are brought to one form. */
public final class Texts {
  private static final Set<String> BLANKS =
      Set.of("", "/", "\\", "-", "--", "—", "——", "–", "─", "无", "暂无", "N/A", "n/a");
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u3000]+");
  private static final Pattern DASHES = Pattern.compile("[‐‑‒–—―－−]");

  private Texts() {}

  /** Full-width digits, letters and signs become half-width; nothing else changes. */
  public static String halfWidth(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (halfWidth(text.charAt(i)) != text.charAt(i)) {
        return halfWidth(text, i);
      }
    }
    return text;
  }

  private static String halfWidth(String text, int from) {
    StringBuilder result = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      result.append(halfWidth(text.charAt(i)));
    }
    return result.toString();
  }

  private static char halfWidth(char c) {
    if (c >= '！' && c <= '～') {
      return (char) (c - '！' + '!');
    }
    return c == '\u3000' || c == '\u00a0' ? ' ' : c;
  }

  /** Whether a cell says that there is nothing: blank, {@code /}, {@code —}, 无. */
  public static boolean isBlank(String text) {
    return text == null || BLANKS.contains(halfWidth(text).strip());
  }

  /** A text for people: outer spaces and line breaks go, inner spaces become one. */
  static String prose(String text) {
    return Normalizer.normalize(hasSpace(text) ? singleSpaced(text) : text, Normalizer.Form.NFC);
  }

  private static String singleSpaced(String text) {
    String joined = LINE_BREAK.matcher(text.strip()).replaceAll("");
    return SPACES.matcher(joined).replaceAll(" ").strip();
  }

  /** An identifier: half-width, upper case, no spaces, one kind of hyphen. */
  static String identifier(String text) {
    String hyphens = DASHES.matcher(text).replaceAll("-");
    return withoutSpaces(halfWidth(hyphens)).toUpperCase(Locale.ROOT);
  }

  /** A header or mark, for comparison only: half-width and without any space. */
  public static String compact(String text) {
    return text == null ? "" : withoutSpaces(halfWidth(text));
  }

  private static String withoutSpaces(String text) {
    return hasSpace(text) ? SPACES.matcher(text).replaceAll("") : text;
  }

  /** Whether a text has any kind of space or line break: most have none, and stay as they are. */
  private static boolean hasSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085') {
        return true;
      }
    }
    return false;
  }
}
