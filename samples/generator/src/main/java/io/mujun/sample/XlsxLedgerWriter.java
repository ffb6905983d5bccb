package io.mujun.sample;

import io.mujun.sample.LedgerSheet.Kind;
import io.mujun.sample.LedgerSheet.Line;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a ledger as offices make them in a spreadsheet, merged cells and all. */
final class XlsxLedgerWriter {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d+)?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int TITLE_ROWS = 2;
  private static final int ROWS_HELD = 1_000;

  private XlsxLedgerWriter() {}

  /** Writes the ledger and leaves the stream open. */
  static void write(LedgerSheet ledger, OutputStream target) throws IOException {
    Path draft = Files.createTempFile("ledger", ".xlsx");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft));
          Workbook workbook = new Workbook(out, "Mujun", null)) {
        writeSheet(workbook.newWorksheet(ledger.name()), ledger);
      }
      SteadyZip.rewrite(draft, target);
    } finally {
      Files.delete(draft);
    }
  }

  private static void writeSheet(Worksheet sheet, LedgerSheet ledger) throws IOException {
    int lastColumn = ledger.header().size() - 1;
    setWidths(sheet, ledger);
    sheet.value(0, 0, ledger.title());
    sheet
        .range(0, 0, 0, lastColumn)
        .style()
        .bold()
        .fontSize(16)
        .horizontalAlignment("center")
        .set();
    sheet.range(0, 0, 0, lastColumn).merge();
    sheet.value(1, 0, ledger.unitLine());
    sheet.range(1, 0, 1, lastColumn).style().horizontalAlignment("right").set();
    sheet.range(1, 0, 1, lastColumn).merge();
    writeHeader(sheet, ledger);
    int row = writeLines(sheet, ledger);
    for (String note : ledger.notes()) {
      sheet.value(row, 0, note);
      sheet.range(row, 0, row, lastColumn).merge();
      row++;
    }
  }

  /** The writer wants them before the first rows leave memory. */
  private static void setWidths(Worksheet sheet, LedgerSheet ledger) {
    int[] longest = new int[ledger.header().size()];
    Arrays.fill(longest, ledger.lines().iterator().hasNext() ? 0 : 4);
    for (Line line : ledger.lines()) {
      for (int column = 0; column < longest.length; column++) {
        longest[column] = Math.max(longest[column], line.cells().get(column).length());
      }
    }
    for (int column = 0; column < longest.length; column++) {
      List<String> path = ledger.header().get(column);
      int header = path.get(path.size() - 1).length() * 2;
      sheet.width(column, Math.min(42, Math.max(longest[column], header) + 4));
    }
  }

  private static void writeHeader(Worksheet sheet, LedgerSheet ledger) {
    int depth = ledger.headerDepth();
    int columns = ledger.header().size();
    for (int level = 0; level < depth; level++) {
      int column = 0;
      while (column < columns) {
        List<String> path = ledger.header().get(column);
        int end = column;
        if (level < path.size()) {
          while (end + 1 < columns && sharesHeader(path, ledger.header().get(end + 1), level)) {
            end++;
          }
          int bottom = level == path.size() - 1 ? depth - 1 : level;
          sheet.value(TITLE_ROWS + level, column, path.get(level));
          if (bottom > level || end > column) {
            sheet.range(TITLE_ROWS + level, column, TITLE_ROWS + bottom, end).merge();
          }
        }
        column = end + 1;
      }
    }
    sheet
        .range(TITLE_ROWS, 0, TITLE_ROWS + depth - 1, columns - 1)
        .style()
        .bold()
        .wrapText(true)
        .horizontalAlignment("center")
        .verticalAlignment("center")
        .borderStyle("thin")
        .set();
  }

  /** Whether a column stands under the same header cell down to this level, and not at its foot. */
  private static boolean sharesHeader(List<String> path, List<String> next, int level) {
    return level < path.size() - 1
        && level < next.size() - 1
        && path.subList(0, level + 1).equals(next.subList(0, level + 1));
  }

  /** Returns the row below the last line. At most {@value #ROWS_HELD} rows are in memory. */
  private static int writeLines(Worksheet sheet, LedgerSheet ledger) throws IOException {
    int row = TITLE_ROWS + ledger.headerDepth();
    int groupStart = row;
    int held = row;
    Line above = null;
    for (Line line : ledger.lines()) {
      boolean newGroup = above == null || !sameGroup(above, line);
      if (newGroup) {
        mergeGroup(sheet, ledger, groupStart, row - 1);
        groupStart = row;
      }
      for (int column = 0; column < line.cells().size(); column++) {
        boolean covered = column == ledger.mergedColumn() && !newGroup;
        if (!covered) {
          writeCell(sheet, row, column, line.cells().get(column));
        }
      }
      above = line;
      row++;
      if (row - held == ROWS_HELD) {
        styleLines(sheet, ledger, held, row - 1);
        sheet.flush();
        held = row;
      }
    }
    mergeGroup(sheet, ledger, groupStart, row - 1);
    if (row > held) {
      styleLines(sheet, ledger, held, row - 1);
    }
    return row;
  }

  private static void mergeGroup(Worksheet sheet, LedgerSheet ledger, int top, int bottom) {
    if (ledger.mergedColumn() >= 0 && bottom > top) {
      sheet.range(top, ledger.mergedColumn(), bottom, ledger.mergedColumn()).merge();
    }
  }

  private static void styleLines(Worksheet sheet, LedgerSheet ledger, int top, int bottom) {
    sheet
        .range(top, 0, bottom, ledger.header().size() - 1)
        .style()
        .borderStyle("thin")
        .verticalAlignment("center")
        .set();
  }

  private static boolean sameGroup(Line line, Line next) {
    return line.kind() == Kind.RECORD
        && next.kind() == Kind.RECORD
        && line.group().equals(next.group());
  }

  private static void writeCell(Worksheet sheet, int row, int column, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (NUMBER.matcher(text).matches()) {
      sheet.value(row, column, new BigDecimal(text));
    } else if (DATE.matcher(text).matches()) {
      sheet.value(row, column, LocalDate.parse(text));
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else {
      sheet.value(row, column, text);
    }
  }
}
