package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import io.mujun.record.value.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** One sheet of an {@code .xlsx} workbook. */
public final class XlsxFile implements TableFile {
  private final ReadableWorkbook workbook;
  private final Sheet sheet;
  private final MergedCells merged;
  private final Limits limits;
  private Stream<org.dhatim.fastexcel.reader.Row> stream;

  private XlsxFile(ReadableWorkbook workbook, Sheet sheet, MergedCells merged, Limits limits) {
    this.workbook = workbook;
    this.sheet = sheet;
    this.merged = merged;
    this.limits = limits;
  }

  /**
   * Opens a workbook after looking it through.
   *
   * @param sheetName the sheet to read; null = the first that is not hidden
   * @throws FileRefusedException where it is no workbook, too large, unsafe, or lacks the sheet
   */
  public static XlsxFile open(Path file, String sheetName, Limits limits)
      throws FileRefusedException {
    FileSize.require(file, limits);
    ZipGuard.check(file, limits);
    ReadableWorkbook workbook = null;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
      Sheet sheet = sheet(workbook, sheetName);
      return new XlsxFile(workbook, sheet, WorkbookParts.merged(file, sheet.getId()), limits);
    } catch (FileRefusedException refused) {
      close(workbook);
      throw refused;
    } catch (IOException | XMLStreamException | RuntimeException damaged) {
      close(workbook);
      throw damaged(damaged);
    }
  }

  private static Sheet sheet(ReadableWorkbook workbook, String name) throws FileRefusedException {
    List<Sheet> sheets = workbook.getSheets().toList();
    for (Sheet sheet : sheets) {
      boolean wanted =
          name == null
              ? sheet.getVisibility() == SheetVisibility.VISIBLE
              : Texts.compact(sheet.getName()).equals(Texts.compact(name));
      if (wanted) {
        return sheet;
      }
    }
    String found = String.join("、", sheets.stream().map(Sheet::getName).toList());
    throw new FileRefusedException(
        "SHEET_MISSING",
        found,
        name == null
            ? "文件中没有可见的工作表，请核对后重新报送"
            : "找不到工作表“%s”，文件中有：%s。请改回原来的工作表名".formatted(name, found));
  }

  @Override
  public String sheet() {
    return sheet.getName();
  }

  @Override
  public MergedCells merged() {
    return merged;
  }

  @Override
  public Iterator<Row> rows() throws FileRefusedException {
    try {
      stream = sheet.openStream();
    } catch (IOException | RuntimeException damaged) {
      throw damaged(damaged);
    }
    return stream.map(this::row).iterator();
  }

  private Row row(org.dhatim.fastexcel.reader.Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < Math.min(row.getCellCount(), limits.columns()); column++) {
      org.dhatim.fastexcel.reader.Cell cell = row.getCell(column);
      cells.add(cell == null ? null : cell(cell, Columns.reference(column, row.getRowNum())));
    }
    return new Row(row.getRowNum(), cells);
  }

  private Cell cell(org.dhatim.fastexcel.reader.Cell cell, String reference) {
    Object value = cell.getValue();
    return switch (cell.getType()) {
      case EMPTY -> null;
      case ERROR -> new Cell(reference, String.valueOf(cell.getRawValue()), Cell.Kind.ERROR);
      default ->
          value instanceof BigDecimal number
              ? NumberFormats.cell(
                  reference, number, cell.getDataFormatString(), cell.getDataFormatId(), epoch())
              : value == null ? null : new Cell(reference, value.toString(), Cell.Kind.TEXT);
    };
  }

  private NumberFormats.Epoch epoch() {
    return workbook.isDate1904() ? NumberFormats.Epoch.OF_1904 : NumberFormats.Epoch.OF_1900;
  }

  private static FileRefusedException damaged(Exception cause) {
    return new FileRefusedException("FILE_DAMAGED", "工作簿内部已损坏，请用电子表格软件打开核对，另存为 .xlsx 后重新报送", cause);
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    close(workbook);
  }

  private static void close(ReadableWorkbook workbook) {
    try {
      if (workbook != null) {
        workbook.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
