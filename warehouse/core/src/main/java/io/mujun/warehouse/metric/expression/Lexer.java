package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;
import java.util.ArrayList;
import java.util.List;

/** Parts an expression's text into its words. */
final class Lexer {
  /** Longest first, so that none is taken for the beginning of another. */
  private static final List<String> SYMBOLS =
      List.of(
          "<=>", "<=", ">=", "<>", "!=", "->", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")",
          ",", ".");

  private final String text;
  private final Place place;
  private int position;

  private Lexer(String text, Place place) {
    this.text = text;
    this.place = place;
  }

  /**
   * The words, the last of them {@link Token.Kind#END}.
   *
   * @throws MujunException {@code METRIC_INVALID} at a character that begins none
   */
  static List<Token> tokens(String text, Place place) {
    Lexer lexer = new Lexer(text, place);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    if (position == text.length()) {
      return new Token(Token.Kind.END, "", position);
    }
    char first = text.charAt(position);
    if (isNameStart(first)) {
      return name();
    }
    if (isDigit(position) || (first == '.' && isDigit(position + 1))) {
      return number();
    }
    return switch (first) {
      case '\'' -> textLiteral();
      case '`' -> quotedName();
      case '"' -> throw fault("Texts stand in single quotes, names in backticks.");
      default -> symbol();
    };
  }

  private Token name() {
    int start = position;
    while (position < text.length() && isNamePart(text.charAt(position))) {
      position++;
    }
    return Token.name(text.substring(start, position), start);
  }

  private Token number() {
    int start = position;
    digits();
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      if (!isDigit(position)) {
        throw fault("Digits follow the point of a number.");
      }
      digits();
    }
    if (position < text.length() && "DdLl".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (position < text.length() && isNamePart(text.charAt(position))) {
      throw fault("A number is digits with a point, and D after it for a double or L for a long.");
    }
    return new Token(Token.Kind.NUMBER, text.substring(start, position), start);
  }

  private void digits() {
    while (isDigit(position)) {
      position++;
    }
  }

  private Token textLiteral() {
    int start = position;
    StringBuilder value = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char character = text.charAt(position);
      boolean doubled = character == '\'' && startsWith("''");
      boolean escaped = startsWith("\\\\") || startsWith("\\'");
      if (character == '\'' && !doubled) {
        position++;
        return new Token(Token.Kind.TEXT, value.toString(), start);
      }
      if (character == '\\' && !escaped) {
        throw fault("Only \\\\ and \\' are escaped in a text; write other characters as they are.");
      }
      if (doubled || escaped) {
        position++;
      }
      value.append(text.charAt(position));
    }
    position = start;
    throw fault("The text that begins here does not end.");
  }

  private Token quotedName() {
    int end = text.indexOf('`', position + 1);
    if (end <= position + 1) {
      throw fault("A name stands between two backticks.");
    }
    Token token = new Token(Token.Kind.QUOTED_NAME, text.substring(position + 1, end), position);
    position = end + 1;
    return token;
  }

  private Token symbol() {
    if (startsWith("--") || startsWith("/*")) {
      throw fault("Comments belong before or after an expression, as comments of its file.");
    }
    for (String symbol : SYMBOLS) {
      if (startsWith(symbol)) {
        position += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, position - symbol.length());
      }
    }
    throw fault("'" + Character.toString(text.codePointAt(position)) + "' begins no word of SQL.");
  }

  private boolean startsWith(String word) {
    return text.startsWith(word, position);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static boolean isNameStart(char character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }

  private static boolean isNamePart(char character) {
    return isNameStart(character) || (character >= '0' && character <= '9');
  }

  private MujunException fault(String message) {
    return place.fault(ExpressionParser.CODE, position, message);
  }
}
