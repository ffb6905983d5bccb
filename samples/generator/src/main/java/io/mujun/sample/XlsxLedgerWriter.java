package io.mujun.sample;

import io.mujun.sample.LedgerSheet.Kind;
import io.mujun.sample.LedgerSheet.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a ledger as offices make them in a spreadsheet, merged cells and all. */
final class XlsxLedgerWriter {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d+)?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int TITLE_ROWS = 2;

  private XlsxLedgerWriter() {}

  static byte[] write(LedgerSheet ledger) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "Mujun", null)) {
      Worksheet sheet = workbook.newWorksheet(ledger.name());
      int lastColumn = ledger.header().size() - 1;
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
      writeLines(sheet, ledger);
      int row = TITLE_ROWS + ledger.headerDepth() + ledger.lines().size();
      for (String note : ledger.notes()) {
        sheet.value(row, 0, note);
        sheet.range(row, 0, row, lastColumn).merge();
        row++;
      }
      for (int column = 0; column <= lastColumn; column++) {
        sheet.width(column, width(ledger, column));
      }
    }
    return SteadyZip.rewrite(bytes.toByteArray());
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

  private static void writeLines(Worksheet sheet, LedgerSheet ledger) {
    int first = TITLE_ROWS + ledger.headerDepth();
    int groupStart = 0;
    for (int i = 0; i < ledger.lines().size(); i++) {
      Line line = ledger.lines().get(i);
      boolean newGroup = i == 0 || !sameGroup(ledger.lines().get(i - 1), line);
      groupStart = newGroup ? i : groupStart;
      for (int column = 0; column < line.cells().size(); column++) {
        boolean covered = column == ledger.mergedColumn() && !newGroup;
        if (!covered) {
          writeCell(sheet, first + i, column, line.cells().get(column));
        }
      }
      boolean groupEnds =
          i + 1 == ledger.lines().size() || !sameGroup(line, ledger.lines().get(i + 1));
      if (ledger.mergedColumn() >= 0 && groupEnds && i > groupStart) {
        sheet
            .range(first + groupStart, ledger.mergedColumn(), first + i, ledger.mergedColumn())
            .merge();
      }
    }
    if (!ledger.lines().isEmpty()) {
      int last = first + ledger.lines().size() - 1;
      sheet
          .range(first, 0, last, ledger.header().size() - 1)
          .style()
          .borderStyle("thin")
          .verticalAlignment("center")
          .set();
    }
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

  private static double width(LedgerSheet ledger, int column) {
    int longest =
        ledger.lines().stream().mapToInt(line -> line.cells().get(column).length()).max().orElse(4);
    List<String> path = ledger.header().get(column);
    return Math.min(42, Math.max(longest, path.get(path.size() - 1).length() * 2) + 4);
  }
}
