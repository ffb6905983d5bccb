package io.mujun.sample;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Rewrites a workbook so that the same content gives the same entries on any day. */
final class SteadyZip {
  private static final LocalDateTime MODIFIED = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final Pattern CREATION =
      Pattern.compile("(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)");
  private static final Pattern MERGE = Pattern.compile("<mergeCell [^>]*/>");
  private static final Pattern MERGES = Pattern.compile("(?:<mergeCell [^>]*/>)+");
  private static final String CREATED = "$12024-01-01T00:00:00Z$2";

  private SteadyZip() {}

  static byte[] rewrite(byte[] workbook) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : entries(workbook).entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(MODIFIED);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Name → content, in the order of the names; read by the directory at the end of the file. */
  static Map<String, byte[]> entries(byte[] workbook) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    Path file = Files.createTempFile("ledger", ".xlsx");
    try {
      Files.write(file, workbook);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          byte[] content = zip.getInputStream(entry).readAllBytes();
          entries.put(entry.getName(), steady(entry.getName(), content));
        }
      }
    } finally {
      Files.delete(file);
    }
    return entries;
  }

  private static byte[] steady(String name, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (name.equals("docProps/core.xml")) {
      text = CREATION.matcher(text).replaceAll(CREATED);
    } else if (name.startsWith("xl/worksheets/")) {
      text = MERGES.matcher(text).replaceAll(merges -> sorted(merges.group()));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The writer keeps merged ranges in a hash set, whose order differs from run to run. */
  private static String sorted(String merges) {
    return MERGE.matcher(merges).results().map(MatchResult::group).sorted().collect(joining());
  }
}
