package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.FileRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The texts that the cells of a workbook share. */
final class SharedTexts {
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private SharedTexts() {}

  /**
   * Reads all shared texts.
   *
   * @param part their part, or null
   */
  static List<String> read(ZipFile zip, String part)
      throws IOException, XMLStreamException, FileRefusedException {
    List<String> texts = new ArrayList<>();
    if (part == null || zip.getEntry(part) == null) {
      return texts;
    }
    try (InputStream in = Xml.part(zip, part)) {
      XMLStreamReader reader = Xml.reader(in);
      while (reader.hasNext()) {
        if (Xml.next(reader) == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("si")) {
          texts.add(rich(reader));
        }
      }
      reader.close();
    }
    return texts;
  }

  /** The text of an element that holds runs of text, without how they are pronounced. */
  static String rich(XMLStreamReader reader) throws XMLStreamException, FileRefusedException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    int phonetic = 0;
    boolean isText = false;
    while (depth > 0) {
      switch (Xml.next(reader)) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          phonetic = phonetic == 0 && reader.getLocalName().equals("rPh") ? depth : phonetic;
          isText = phonetic == 0 && reader.getLocalName().equals("t");
        }
        case XMLStreamConstants.END_ELEMENT -> {
          phonetic = phonetic == depth ? 0 : phonetic;
          isText = false;
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (isText) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          }
        }
        default -> {}
      }
    }
    return unescaped(text.toString());
  }

  /** A text with the characters that XML cannot hold, which stand as {@code _x000D_}. */
  static String unescaped(String text) {
    if (!text.contains("_x")) {
      return text;
    }
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}
