package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
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
final class XlsxFile implements TableFile {
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
   * @throws FileRefusedException where it is no workbook, too large, unsafe, or lacks the sheet
   */
  static XlsxFile open(Path file, SheetChoice choice, Limits limits) throws FileRefusedException {
    ZipGuard.check(file, limits);
    ReadableWorkbook workbook = null;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
      Sheet sheet = sheet(workbook, choice);
      return new XlsxFile(workbook, sheet, WorkbookParts.merged(file, sheet.getId()), limits);
    } catch (FileRefusedException refused) {
      close(workbook);
      throw refused;
    } catch (IOException | XMLStreamException | RuntimeException damaged) {
      close(workbook);
      throw FileRefusedException.damaged(damaged);
    }
  }

  private static Sheet sheet(ReadableWorkbook workbook, SheetChoice choice)
      throws FileRefusedException {
    List<Sheet> sheets = workbook.getSheets().toList();
    return sheets.get(
        choice.choose(
            sheets.stream()
                .map(
                    sheet ->
                        new SheetChoice.Sheet(
                            sheet.getName(),
                            sheet.getVisibility() == SheetVisibility.VISIBLE
                                ? Visibility.VISIBLE
                                : Visibility.HIDDEN))
                .toList()));
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
  public List<String> notes() {
    return List.of();
  }

  @Override
  public Iterator<Row> rows() throws FileRefusedException {
    try {
      stream = sheet.openStream();
    } catch (IOException | RuntimeException damaged) {
      throw FileRefusedException.damaged(damaged);
    }
    return stream.map(this::row).iterator();
  }

  private Row row(org.dhatim.fastexcel.reader.Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < Math.min(row.getCellCount(), limits.columns()); column++) {
      org.dhatim.fastexcel.reader.Cell cell = row.getCell(column);
      cells.add(cell == null ? null : cell(cell, Columns.reference(column, row.getRowNum())));
    }
    return new Row(row.getRowNum(), cells, row.isHidden() ? Visibility.HIDDEN : Visibility.VISIBLE);
  }

  private Cell cell(org.dhatim.fastexcel.reader.Cell cell, String reference) {
    Object value = cell.getValue();
    return switch (cell.getType()) {
      case EMPTY -> null;
      case ERROR -> new Cell(reference, String.valueOf(cell.getRawValue()), Cell.Kind.ERROR);
      default ->
          value instanceof BigDecimal number
              ? CellFormat.of(
                      cell.getDataFormatString(),
                      cell.getDataFormatId() == null ? -1 : cell.getDataFormatId(),
                      epoch())
                  .cell(reference, number)
              : value == null ? null : new Cell(reference, value.toString(), Cell.Kind.TEXT);
    };
  }

  private CellFormat.Epoch epoch() {
    return workbook.isDate1904() ? CellFormat.Epoch.OF_1904 : CellFormat.Epoch.OF_1900;
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
