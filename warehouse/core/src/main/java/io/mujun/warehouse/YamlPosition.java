package io.mujun.warehouse;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A place in a YAML file.
 *
 * @param line from 1
 * @param column from 1
 */
public record YamlPosition(int line, int column) {
  private static final YAMLFactory YAML = new YAMLFactory();

  /**
   * Where a character of a text value stands, however the value is written: plain, quoted, folded
   * or literal.
   *
   * @param content the whole file
   * @param pointer the value's JSON pointer, such as {@code /measures/0/numerator}
   * @param value the value as it is read
   * @param offset of a character in {@code value}; its length for the place behind it
   */
  public static YamlPosition of(String content, String pointer, String value, int offset) {
    int at = begin(content, pointer);
    char style = content.charAt(at);
    if (style == '|' || style == '>') {
      at = content.indexOf('\n', at) + 1;
    } else if (style == '\'' || style == '"') {
      at++;
    }
    for (int i = 0; i < offset; i++) {
      if (!Character.isWhitespace(value.charAt(i))) {
        at = pastSpace(content, at) + width(content, pastSpace(content, at), style);
      }
    }
    return at(content, offset < value.length() ? pastSpace(content, at) : at);
  }

  /**
   * Where a value begins, be it a text, a number, a list or a mapping.
   *
   * @param content the whole file
   * @param pointer the value's JSON pointer
   */
  public static YamlPosition of(String content, String pointer) {
    return at(content, begin(content, pointer));
  }

  private static int begin(String content, String pointer) {
    try (YAMLParser parser = YAML.createParser(content)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if ((token.isScalarValue() || token.isStructStart())
            && parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
          JsonLocation location = parser.currentTokenLocation();
          return offset(content, location.getLineNr(), location.getColumnNr());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    throw new IllegalArgumentException("no value at " + pointer);
  }

  private static int offset(String content, int line, int column) {
    int begin = 0;
    for (int i = 1; i < line; i++) {
      begin = content.indexOf('\n', begin) + 1;
    }
    return content.offsetByCodePoints(begin, column - 1);
  }

  private static int pastSpace(String content, int index) {
    int at = index;
    while (at < content.length() && Character.isWhitespace(content.charAt(at))) {
      at++;
    }
    return at;
  }

  /** How many characters of the file write the one character that stands there. */
  private static int width(String content, int at, char style) {
    boolean doubled = style == '\'' && content.startsWith("''", at);
    boolean escaped = style == '"' && content.charAt(at) == '\\';
    return doubled || escaped ? 2 : 1;
  }

  private static YamlPosition at(String content, int offset) {
    int line = 1;
    int begin = 0;
    for (int end = content.indexOf('\n'); end >= 0 && end < offset; ) {
      line++;
      begin = end + 1;
      end = content.indexOf('\n', begin);
    }
    return new YamlPosition(line, content.codePointCount(begin, offset) + 1);
  }
}
