package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.CellFormat;
import io.mujun.ingestion.table.Cells;
import io.mujun.record.value.Cell;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** What the cells of an {@code .xlsx} workbook say. */
final class XlsxCells {
  private static final CellFormat GENERAL = CellFormat.of("General", 0, CellFormat.Epoch.OF_1900);

  private final List<String> texts;
  private final List<CellFormat> formats;
  private final WorkbookParts.Results results;

  XlsxCells(List<String> texts, List<CellFormat> formats, WorkbookParts.Results results) {
    this.texts = texts;
    this.formats = formats;
    this.results = results;
  }

  /**
   * The cell that some XML describes; null where it is empty.
   *
   * @param type attribute {@code t}, or null
   * @param style attribute {@code s}, or null
   * @param formula the formula, perhaps empty; null where the cell has none
   * @param value text of {@code v} or {@code is}; null where there is neither
   */
  Cell cell(String reference, String type, String style, String formula, String value) {
    String kind = type == null ? "n" : type;
    if (formula != null && isUncomputed(kind, value)) {
      return new Cell(reference, "=" + formula, Cell.Kind.UNCOMPUTED);
    }
    if (value == null || value.isEmpty()) {
      return null;
    }
    return switch (kind) {
      case "s" -> Cells.text(reference, texts.get(Integer.parseInt(value.strip())));
      case "str" -> Cells.text(reference, SharedTexts.unescaped(value));
      case "inlineStr" -> Cells.text(reference, value);
      case "b" -> new Cell(reference, value.strip().equals("1") ? "TRUE" : "FALSE", Cell.Kind.TEXT);
      case "e" -> new Cell(reference, value, Cell.Kind.ERROR);
      case "d" -> date(reference, value.strip());
      case "n" -> format(style).cell(reference, new BigDecimal(value.strip()));
      default -> throw new IllegalStateException("No cell is of type " + kind);
    };
  }

  /** The empty text is a result; a value that the next program is to compute anyway is none. */
  private boolean isUncomputed(String kind, String value) {
    if (kind.equals("str")) {
      return value == null;
    }
    return value == null
        || value.isEmpty()
        || (results == WorkbookParts.Results.TO_BE_COMPUTED && value.equals("0"));
  }

  private CellFormat format(String style) {
    int place = style == null ? 0 : Integer.parseInt(style);
    if (formats.isEmpty()) {
      return GENERAL;
    }
    return formats.get(place);
  }

  private static Cell date(String reference, String value) {
    String local = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
    try {
      LocalDateTime time =
          local.contains("T") ? LocalDateTime.parse(local) : LocalDate.parse(local).atStartOfDay();
      return new Cell(reference, CellFormat.iso(time), Cell.Kind.DATE);
    } catch (DateTimeException timeOfDay) {
      return new Cell(reference, value, Cell.Kind.TEXT);
    }
  }
}
