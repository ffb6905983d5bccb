package io.mujun.cli.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes a copy of a workbook in which cells are filled yellow and say what they came into. */
final class MarkedCopy {
  /** A workbook is held whole, at about ten times its size. */
  private static final long MOST_BYTES = 16L << 20;

  /** What a comment is read for; more would hide the sheet. */
  private static final int MOST_COMMENTS = 500;

  private final Workbook workbook;
  private final Map<Short, CellStyle> filled = new HashMap<>();
  private int comments;

  private MarkedCopy(Workbook workbook) {
    this.workbook = workbook;
  }

  /**
   * Writes the copy.
   *
   * @param remark what a marked cell says, as plain text
   * @throws IOException where the file cannot be read as a workbook, or the copy not written
   */
  static Marking write(Path kept, List<LedgerMark> marks, String remark, Path target)
      throws IOException {
    return switch (FileMagic.valueOf(kept.toFile())) {
      case OOXML ->
          unpacked(kept) > MOST_BYTES ? plain(kept, target) : xlsx(kept, marks, remark, target);
      case OLE2 ->
          Files.size(kept) > MOST_BYTES ? plain(kept, target) : xls(kept, marks, remark, target);
      default -> {
        Files.copy(kept, target, StandardCopyOption.REPLACE_EXISTING);
        yield Marking.TEXT;
      }
    };
  }

  private static Marking plain(Path kept, Path target) throws IOException {
    Files.copy(kept, target, StandardCopyOption.REPLACE_EXISTING);
    return Marking.TOO_LARGE;
  }

  private static Marking xlsx(Path kept, List<LedgerMark> marks, String remark, Path target)
      throws IOException {
    try (InputStream parts = Files.newInputStream(kept);
        Workbook workbook = new XSSFWorkbook(parts)) {
      return new MarkedCopy(workbook).write(marks, remark, target);
    }
  }

  private static Marking xls(Path kept, List<LedgerMark> marks, String remark, Path target)
      throws IOException {
    try (POIFSFileSystem parts = new POIFSFileSystem(kept.toFile(), true);
        Workbook workbook = new HSSFWorkbook(parts)) {
      return new MarkedCopy(workbook).write(marks, remark, target);
    }
  }

  private static long unpacked(Path kept) throws IOException {
    try (ZipFile zip = new ZipFile(kept.toFile())) {
      return zip.stream().mapToLong(entry -> Math.max(entry.getSize(), 0)).sum();
    }
  }

  private Marking write(List<LedgerMark> marks, String remark, Path target) throws IOException {
    for (LedgerMark mark : marks) {
      Sheet sheet = workbook.getSheet(mark.sheet());
      Row row = sheet == null ? null : sheet.getRow(mark.place() - 1);
      if (row == null) {
        throw new IOException(mark.where() + " is not in the workbook");
      }
      if (mark.cell() == null) {
        row.forEach(this::fill);
      } else {
        Cell cell = row.getCell(mark.columnIndex(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
        fill(cell);
        comment(cell, remark + "\n" + mark.column() + said(mark));
      }
    }
    try (OutputStream out = Files.newOutputStream(target)) {
      workbook.write(out);
    }
    return Marking.CELLS;
  }

  private static String said(LedgerMark mark) {
    return (mark.numerator() == null ? "" : "\n分子 " + mark.numerator())
        + (mark.denominator() == null ? "" : "\n分母 " + mark.denominator());
  }

  private void fill(Cell cell) {
    cell.setCellStyle(
        filled.computeIfAbsent(
            cell.getCellStyle().getIndex(),
            index -> {
              CellStyle style = workbook.createCellStyle();
              style.cloneStyleFrom(workbook.getCellStyleAt(index));
              style.setFillForegroundColor(IndexedColors.YELLOW.getIndex());
              style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
              return style;
            }));
  }

  /** A cell that has a comment keeps it. */
  private void comment(Cell cell, String text) {
    if (cell.getCellComment() != null || comments >= MOST_COMMENTS) {
      return;
    }
    comments++;
    ClientAnchor anchor = workbook.getCreationHelper().createClientAnchor();
    anchor.setCol1(cell.getColumnIndex() + 1);
    anchor.setCol2(cell.getColumnIndex() + 4);
    anchor.setRow1(cell.getRowIndex());
    anchor.setRow2(cell.getRowIndex() + 5);
    Comment comment = cell.getSheet().createDrawingPatriarch().createCellComment(anchor);
    comment.setString(workbook.getCreationHelper().createRichTextString(text));
    cell.setCellComment(comment);
  }
}
