package io.mujun.sample;

import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
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
  private static final byte[] ROWS_END = bytes("</sheetData>");
  private static final String CREATED = "$12024-01-01T00:00:00Z$2";

  private SteadyZip() {}

  /**
   * Writes a workbook's entries in the order of their names, and leaves the stream open.
   *
   * @param workbook read by the directory at its end
   */
  static void rewrite(Path workbook, OutputStream target) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(target);
    try (ZipFile file = new ZipFile(workbook.toFile())) {
      for (ZipEntry entry : sorted(file)) {
        ZipEntry steady = new ZipEntry(entry.getName());
        steady.setTimeLocal(MODIFIED);
        zip.putNextEntry(steady);
        try (InputStream content = new BufferedInputStream(file.getInputStream(entry))) {
          copy(entry.getName(), content, zip);
        }
        zip.closeEntry();
      }
    }
    zip.finish();
  }

  private static List<? extends ZipEntry> sorted(ZipFile file) {
    return file.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
  }

  private static void copy(String name, InputStream content, OutputStream target)
      throws IOException {
    if (name.equals("docProps/core.xml")) {
      target.write(bytes(CREATION.matcher(rest(content)).replaceAll(CREATED)));
    } else if (name.startsWith("xl/worksheets/")) {
      copyRows(content, target);
      String below = MERGES.matcher(rest(content)).replaceAll(merges -> sorted(merges.group()));
      target.write(bytes(below));
    } else {
      content.transferTo(target);
    }
  }

  /** Copies a sheet up to the end of its rows, which are many; what is below them is little. */
  private static void copyRows(InputStream content, OutputStream target) throws IOException {
    OutputStream buffered = new BufferedOutputStream(target);
    int matched = 0;
    while (matched < ROWS_END.length) {
      int next = content.read();
      if (next < 0) {
        break;
      }
      buffered.write(next);
      // The mark's first character is nowhere else in it.
      matched = next == ROWS_END[matched] ? matched + 1 : next == ROWS_END[0] ? 1 : 0;
    }
    buffered.flush();
  }

  private static String rest(InputStream content) throws IOException {
    return new String(content.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The writer keeps merged ranges in a hash set, whose order differs from run to run. */
  private static String sorted(String merges) {
    return MERGE.matcher(merges).results().map(MatchResult::group).sorted().collect(joining());
  }
}
