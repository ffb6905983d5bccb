package io.mujun.ingestion.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through a workbook before it is opened: unpacks every part, counts what comes out, not what
 * the file says of itself, and refuses document type declarations, which no workbook needs.
 */
final class ZipGuard {
  private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
  private static final long RATIO_FROM = 1L << 20;
  private static final String TEXTS = "xl/sharedStrings.xml";
  private static final long MOST_TEXTS = 128L << 20;

  private final Limits limits;
  private long inflated;

  private ZipGuard(Limits limits) {
    this.limits = limits;
  }

  static void check(Path file, Limits limits) throws FileRefusedException {
    try {
      refuseOle2(file);
      new ZipGuard(limits).checkParts(file);
    } catch (ZipException damaged) {
      throw new FileRefusedException(
          "FILE_NOT_XLSX", "文件不是完好的 .xlsx 工作簿，请用电子表格软件打开核对，另存为 .xlsx 后重新报送", damaged);
    } catch (IOException unreadable) {
      throw new FileRefusedException(
          "FILE_UNREADABLE", "文件读不出来：" + unreadable.getMessage() + "，请重新报送", unreadable);
    }
  }

  private static void refuseOle2(Path file) throws IOException, FileRefusedException {
    try (InputStream start = Files.newInputStream(file)) {
      if (Arrays.equals(start.readNBytes(OLE2.length), OLE2)) {
        throw new FileRefusedException(
            "FILE_NOT_XLSX", null, "文件是加密的工作簿或旧版 .xls，请取消密码并另存为 .xlsx 后重新报送");
      }
    }
  }

  private void checkParts(Path file) throws IOException, FileRefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.entries()) {
        throw bomb("内含 " + zip.size() + " 个部件");
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
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    int matched = 0;
    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
      size += read;
      inflated += read;
      if (inflated > limits.inflatedBytes()) {
        throw bomb("解压后超过 " + (limits.inflatedBytes() >> 20) + " MiB");
      }
      if (size > MOST_TEXTS && entry.getName().equals(TEXTS)) {
        throw bomb("文字超过 " + (MOST_TEXTS >> 20) + " MiB");
      }
      if (size > RATIO_FROM && size / Math.max(1, entry.getCompressedSize()) > limits.ratio()) {
        throw bomb("部件 " + entry.getName() + " 压缩比超过 " + limits.ratio());
      }
      for (int i = 0; markup && i < read; i++) {
        matched = buffer[i] == DOCTYPE[matched] ? matched + 1 : buffer[i] == DOCTYPE[0] ? 1 : 0;
        if (matched == DOCTYPE.length) {
          throw new FileRefusedException(
              "FILE_UNSAFE", entry.getName(), "文件内含文档类型声明（DTD），不是电子表格软件正常保存的文件，请另存后重新报送");
        }
      }
    }
  }

  private static FileRefusedException bomb(String what) {
    return new FileRefusedException(
        "FILE_TOO_LARGE", what, "文件" + what + "，超出允许的范围，疑似异常文件，请核对后重新报送");
  }
}
