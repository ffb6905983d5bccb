package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through a workbook before it is opened: unpacks every part, counts what comes out, not what
 * the file says of itself, and refuses document type declarations, which no workbook needs.
 */
final class ZipGuard {
  private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
  private static final long RATIO_FROM = 1L << 20;
  private static final String TEXTS = "xl/sharedStrings.xml";
  private static final long MOST_TEXTS = 128L << 20;
  private static final long MOST_OUTLINES = 32L << 20;

  private final Limits limits;
  private final Map<String, byte[]> outlines = new HashMap<>();
  private long inflated;
  private long outlined;

  private ZipGuard(Limits limits) {
    this.limits = limits;
  }

  /**
   * Looks through a workbook.
   *
   * @return by part: each sheet's XML without its cells
   */
  static Map<String, byte[]> check(Path file, Limits limits) throws FileRefusedException {
    try {
      ZipGuard guard = new ZipGuard(limits);
      guard.checkParts(file);
      return guard.outlines;
    } catch (ZipException damaged) {
      throw FileRefusedException.damaged(damaged);
    } catch (IOException unreadable) {
      throw FileRefusedException.unreadable(unreadable);
    }
  }

  private void checkParts(Path file) throws IOException, FileRefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.entries()) {
        throw FileRefusedException.tooLarge("内含 " + zip.size() + " 个部件");
      }
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        try (InputStream part = zip.getInputStream(entry)) {
          checkPart(part, entry);
        }
      }
    }
  }

  private void checkPart(InputStream part, ZipEntry entry)
      throws IOException, FileRefusedException {
    boolean markup = entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels");
    SheetScan sheet = entry.getName().contains("worksheets/") && markup ? new SheetScan() : null;
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    int matched = 0;
    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
      size += read;
      inflated += read;
      if (inflated > limits.inflatedBytes()) {
        throw FileRefusedException.tooLarge("解压后超过 " + (limits.inflatedBytes() >> 20) + " MiB");
      }
      if (size > MOST_TEXTS && entry.getName().equals(TEXTS)) {
        throw FileRefusedException.tooLarge("文字超过 " + (MOST_TEXTS >> 20) + " MiB");
      }
      if (size > RATIO_FROM && size / Math.max(1, entry.getCompressedSize()) > limits.ratio()) {
        throw FileRefusedException.tooLarge("部件 " + entry.getName() + " 压缩比超过 " + limits.ratio());
      }
      if (sheet != null) {
        sheet.pass(buffer, read);
      }
      for (int i = 0; markup && i < read; i++) {
        matched = buffer[i] == DOCTYPE[matched] ? matched + 1 : buffer[i] == DOCTYPE[0] ? 1 : 0;
        if (matched == DOCTYPE.length) {
          throw FileRefusedException.unsafe(entry.getName());
        }
      }
    }
    if (sheet != null) {
      byte[] outline = sheet.outline();
      outlined += outline.length;
      if (outlined > MOST_OUTLINES) {
        throw FileRefusedException.tooLarge("各工作表的设置共超过 " + (MOST_OUTLINES >> 20) + " MiB");
      }
      outlines.put(entry.getName(), outline);
    }
  }
}
