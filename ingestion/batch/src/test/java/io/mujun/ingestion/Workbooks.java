package io.mujun.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Spoils the inside of a workbook. */
final class Workbooks {
  private Workbooks() {}

  /** Makes a row near the end of the sheet unreadable, in a zip that is whole. */
  static void spoilSheet(Path file) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          parts.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getKey().endsWith("sheet1.xml") ? spoil(part.getValue()) : part.getValue());
      }
    }
  }

  private static byte[] spoil(byte[] sheet) {
    String text = new String(sheet, StandardCharsets.UTF_8);
    int row = text.indexOf("<row", text.length() * 9 / 10);
    int end = text.indexOf("</sheetData>");
    return (text.substring(0, row) + "<row r=\"x\"><c" + text.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }
}
