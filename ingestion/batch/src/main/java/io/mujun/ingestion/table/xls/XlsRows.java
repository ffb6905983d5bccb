package io.mujun.ingestion.table.xls;

import io.mujun.ingestion.table.CellFormat;
import io.mujun.ingestion.table.Cells;
import io.mujun.ingestion.table.Columns;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;

/** The rows of one sheet of an {@code .xls} workbook, record by record. */
final class XlsRows implements Iterator<Row> {
  private final RecordFactoryInputStream records;
  private final XlsOutline outline;
  private final Limits limits;
  private final Substreams place = new Substreams();
  private final Map<Integer, CellFormat> formats = new HashMap<>();
  private CellValueRecordInterface ahead;
  private String aheadText;
  private Record unread;
  private boolean started;

  XlsRows(RecordFactoryInputStream records, XlsOutline outline, Limits limits) {
    this.records = records;
    this.outline = outline;
    this.limits = limits;
  }

  /** Whether a formula gave the empty text, or, as other programs write it, was never computed. */
  static boolean isEmptyText(FormulaRecord formula) {
    return formula.getCachedResultTypeEnum() == CellType.STRING && !formula.hasCachedResultString();
  }

  @Override
  public boolean hasNext() {
    if (!started) {
      started = true;
      advance();
    }
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int row = ahead.getRow();
    List<Cell> cells = new ArrayList<>();
    while (ahead != null && ahead.getRow() == row) {
      int column = ahead.getColumn();
      if (column < limits.columns()) {
        while (cells.size() <= column) {
          cells.add(null);
        }
        cells.set(column, cell(ahead, Columns.reference(column, row + 1)));
      }
      advance();
    }
    if (ahead != null && ahead.getRow() < row) {
      throw new IllegalStateException("Row " + ahead.getRow() + " stands below row " + row);
    }
    return new Row(row + 1, cells, outline.visibility(row));
  }

  /** Goes on to the next cell of the sheet; the text of a formula follows it as a record. */
  private void advance() {
    ahead = null;
    aheadText = null;
    for (Record found = record(); found != null; found = record()) {
      boolean isOfSheet = place.isWithinSheet() && place.sheet() == outline.chosen();
      if (place.sheet() > outline.chosen()) {
        return;
      }
      if (isOfSheet && ahead != null && found instanceof StringRecord text) {
        aheadText = text.getString();
        return;
      }
      if (isOfSheet && found instanceof CellValueRecordInterface cell) {
        if (ahead != null) {
          unread = found;
          return;
        }
        ahead = cell;
        if (!(cell instanceof FormulaRecord formula) || !formula.hasCachedResultString()) {
          return;
        }
      }
    }
  }

  private Record record() {
    if (unread != null) {
      Record found = unread;
      unread = null;
      return found;
    }
    Record found = records.nextRecord();
    if (found != null) {
      place.pass(found);
    }
    return found;
  }

  private Cell cell(CellValueRecordInterface found, String reference) {
    if (found instanceof NumberRecord number) {
      return number(number, reference, number.getValue());
    }
    if (found instanceof LabelSSTRecord shared) {
      return Cells.text(reference, outline.texts().getString(shared.getSSTIndex()).getString());
    }
    if (found instanceof LabelRecord label) {
      return Cells.text(reference, label.getValue());
    }
    if (found instanceof BoolErrRecord value) {
      return value.isError()
          ? error(reference, value.getErrorValue())
          : bool(reference, value.getBooleanValue());
    }
    return found instanceof FormulaRecord formula ? result(formula, reference) : null;
  }

  private Cell result(FormulaRecord formula, String reference) {
    return switch (formula.getCachedResultTypeEnum()) {
      case ERROR -> error(reference, formula.getCachedErrorValue());
      case BOOLEAN -> bool(reference, formula.getCachedBooleanValue());
      case STRING -> {
        if (isEmptyText(formula)) {
          yield outline.hasComputedFormula()
              ? null
              : new Cell(reference, "=", Cell.Kind.UNCOMPUTED);
        }
        if (aheadText == null) {
          throw new IllegalStateException("The text of formula " + reference + " is missing");
        }
        yield Cells.text(reference, aheadText);
      }
      default -> number(formula, reference, formula.getValue());
    };
  }

  private Cell number(CellValueRecordInterface found, String reference, double value) {
    CellFormat format =
        formats.computeIfAbsent(
            (int) found.getXFIndex(),
            style ->
                CellFormat.of(
                    outline.formats().getFormatString(found),
                    outline.formats().getFormatIndex(found),
                    outline.epoch()));
    return format.cell(reference, new BigDecimal(Double.toString(value)));
  }

  private static Cell bool(String reference, boolean value) {
    return new Cell(reference, value ? "TRUE" : "FALSE", Cell.Kind.TEXT);
  }

  private static Cell error(String reference, int code) {
    return new Cell(reference, FormulaError.forInt(code).getString(), Cell.Kind.ERROR);
  }
}
