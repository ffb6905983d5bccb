package io.mujun.ingestion.table.file;

import io.mujun.ingestion.table.FileRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** What a file is, by its content. */
enum FileFormat {
  /** Office Open XML: {@code .xlsx}, {@code .xlsm}. */
  WORKBOOK,
  /** BIFF8: {@code .xls} since Excel 97, and what WPS saves like it. */
  OLD_WORKBOOK,
  /** Text, as far as its start tells. */
  TEXT;

  private static final int START = 4096;
  private static final int LONGEST_MIMETYPE = 200;

  /**
   * Recognises a file.
   *
   * @throws FileRefusedException where it is something else; its message names it
   */
  static FileFormat of(Path file) throws FileRefusedException {
    try {
      byte[] start;
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(START);
      }
      return switch (FileMagic.valueOf(start)) {
        case OLE2 -> compound(file);
        case OOXML -> archive(file);
        case BIFF2, BIFF3, BIFF4 -> throw unsupported("Excel 4.0 或更早的工作簿");
        case PDF -> throw unsupported("PDF 文档");
        case RTF -> throw unsupported("RTF 文档");
        case JPEG, PNG, GIF, TIFF -> throw unsupported("图片");
        default -> text(start);
      };
    } catch (IOException unreadable) {
      throw FileRefusedException.unreadable(unreadable);
    }
  }

  private static FileFormat compound(Path file) throws FileRefusedException {
    try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true)) {
      DirectoryNode root = files.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        throw FileRefusedException.encrypted();
      }
      if (root.hasEntryCaseInsensitive("Workbook")) {
        return OLD_WORKBOOK;
      }
      if (root.hasEntryCaseInsensitive("Book")) {
        throw unsupported("Excel 95 或更早的工作簿");
      }
      throw unsupported(
          root.hasEntryCaseInsensitive("WordDocument") ? "Word 文档" : "不含工作簿的 Office 文档");
    } catch (IOException | RuntimeException damaged) {
      throw FileRefusedException.damaged(damaged);
    }
  }

  private static FileFormat archive(Path file) throws FileRefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("xl/workbook.bin") != null) {
        throw unsupported("二进制工作簿（.xlsb）");
      }
      if (zip.getEntry("word/document.xml") != null) {
        throw unsupported("Word 文档");
      }
      if (zip.getEntry("ppt/presentation.xml") != null) {
        throw unsupported("演示文稿");
      }
      if (zip.getEntry("Index/Document.iwa") != null || zip.getEntry("Index.zip") != null) {
        throw unsupported("Numbers 表格");
      }
      if (zip.stream().anyMatch(entry -> entry.getName().startsWith("xl/"))) {
        return WORKBOOK;
      }
      ZipEntry mimetype = zip.getEntry("mimetype");
      if (mimetype != null && openDocument(zip, mimetype)) {
        throw unsupported("OpenDocument 文档（.ods）");
      }
      throw new FileRefusedException("FORMAT_UNSUPPORTED", "zip", "文件是压缩包，不是工作簿，请解压后把其中的文件逐个报送");
    } catch (IOException damaged) {
      throw FileRefusedException.damaged(damaged);
    }
  }

  private static boolean openDocument(ZipFile zip, ZipEntry mimetype) throws IOException {
    try (InputStream in = zip.getInputStream(mimetype)) {
      return new String(in.readNBytes(LONGEST_MIMETYPE), StandardCharsets.US_ASCII)
          .startsWith("application/vnd.oasis.opendocument");
    }
  }

  private static FileFormat text(byte[] start) throws FileRefusedException {
    String seen =
        new String(start, StandardCharsets.ISO_8859_1)
            .replace("\0", "")
            .replaceFirst("^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "")
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    if (seen.startsWith("rar!") || seen.startsWith("7z\u00bc\u00af")) {
      throw new FileRefusedException(
          "FORMAT_UNSUPPORTED", "rar, 7z", "文件是压缩包，不是工作簿，请解压后把其中的文件逐个报送");
    }
    if (seen.startsWith("mime-version:")) {
      throw unsupported("网页（单个文件）");
    }
    if (seen.startsWith("<")) {
      if (seen.contains("schemas-microsoft-com:office:spreadsheet")) {
        throw unsupported("XML 表格 2003");
      }
      boolean page =
          Stream.of("<html", "<table", "<head", "<meta", "<body", "<style")
              .anyMatch(seen::contains);
      throw unsupported(page ? "网页（HTML）" : "XML 文档");
    }
    return TEXT;
  }

  private static FileRefusedException unsupported(String what) {
    return new FileRefusedException(
        "FORMAT_UNSUPPORTED", what, "文件内容是" + what + "，不能读取，请用电子表格软件打开，另存为 .xlsx 后重新报送");
  }
}
