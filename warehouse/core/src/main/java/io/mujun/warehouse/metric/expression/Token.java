package io.mujun.warehouse.metric.expression;

import java.util.Locale;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text names in lower case, quoted names and texts without quotes and escapes, numbers and
 *     symbols as written
 * @param offset its first character in the expression's text
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    NAME,
    QUOTED_NAME,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  static Token name(String written, int offset) {
    return new Token(Kind.NAME, written.toLowerCase(Locale.ROOT), offset);
  }

  /** Whether this is the symbol, or the name without quotes. */
  boolean is(String word) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(word);
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  /** As messages name it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
