package io.mujun.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Spoils the inside of a workbook. */
final class Workbooks {
  private Workbooks() {}

  /** Makes a row near the end of the sheet unreadable, in a zip that is whole. */
  static void spoilSheet(Path file) throws IOException {
    change(file, "sheet1.xml", Workbooks::spoil);
  }

  /** Replaces a text of the sheet. */
  static void replace(Path file, String text, String by) throws IOException {
    change(file, "sheet1.xml", sheet -> sheet.replace(text, by));
  }

  /** Spoils some characters of some part, in a zip that is whole. */
  static void spoilCharacters(Path file, Random random, int count) throws IOException {
    List<String> parts = List.of("sheet1.xml", "sharedStrings.xml", "styles.xml", "workbook.xml");
    change(
        file,
        parts.get(random.nextInt(parts.size())),
        text -> {
          StringBuilder spoilt = new StringBuilder(text);
          for (int i = 0; i < count; i++) {
            spoilt.setCharAt(
                random.nextInt(spoilt.length()), "<>\"/=&;0A9zr ".charAt(random.nextInt(13)));
          }
          return spoilt.toString();
        });
  }

  private static void change(Path file, String part, UnaryOperator<String> change)
      throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          parts.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        String text = new String(entry.getValue(), StandardCharsets.UTF_8);
        String written = entry.getKey().endsWith(part) ? change.apply(text) : text;
        zip.write(written.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String spoil(String sheet) {
    int row = sheet.indexOf("<row", sheet.length() * 9 / 10);
    return sheet.substring(0, row)
        + "<row r=\"x\"><c"
        + sheet.substring(sheet.indexOf("</sheetData>"));
  }
}
