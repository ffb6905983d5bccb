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
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '！' && c <= '～') {
        result.append((char) (c - '！' + '!'));
      } else {
        result.append(c == '\u3000' || c == '\u00a0' ? ' ' : c);
      }
    }
    return result.toString();
  }

  /** Whether a cell says that there is nothing: blank, {@code /}, {@code —}, 无. */
  public static boolean isBlank(String text) {
    return text == null || BLANKS.contains(halfWidth(text).strip());
  }

  /** A text for people: outer spaces and line breaks go, inner spaces become one. */
  static String prose(String text) {
    String joined = LINE_BREAK.matcher(text.strip()).replaceAll("");
    return Normalizer.normalize(
        SPACES.matcher(joined).replaceAll(" ").strip(), Normalizer.Form.NFC);
  }

  /** An identifier: half-width, upper case, no spaces, one kind of hyphen. */
  static String identifier(String text) {
    String hyphens = DASHES.matcher(text).replaceAll("-");
    return SPACES.matcher(halfWidth(hyphens)).replaceAll("").toUpperCase(Locale.ROOT);
  }

  /** A header or mark, for comparison only: half-width and without any space. */
  public static String compact(String text) {
    return text == null ? "" : SPACES.matcher(halfWidth(text)).replaceAll("");
  }
}
