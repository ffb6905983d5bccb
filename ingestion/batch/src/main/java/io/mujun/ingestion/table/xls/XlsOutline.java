package io.mujun.ingestion.table.xls;

import io.mujun.ingestion.table.CellFormat;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.SheetNotes;
import io.mujun.ingestion.table.Visibility;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.record.BlankRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.ColumnInfoRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.ss.util.CellRangeAddress;

/** What has to be known of an {@code .xls} workbook before the cells of its sheet are read. */
final class XlsOutline {
  private static final short FILTER_MODE = 0x9B;

  private final List<BoundSheetRecord> bound = new ArrayList<>();
  private final FormatTrackingHSSFListener formats =
      new FormatTrackingHSSFListener(ignored -> {}, Locale.ROOT);
  private final List<MergedCells.Range> merges = new ArrayList<>();
  private final BitSet hiddenRows = new BitSet();
  private final BitSet hiddenColumns = new BitSet();
  private final BitSet filled = new BitSet();
  private List<SheetChoice.Sheet> sheets = List.of();
  private SSTRecord texts = new SSTRecord();
  private CellFormat.Epoch epoch = CellFormat.Epoch.OF_1900;
  private Visibility hidden = Visibility.HIDDEN;
  private boolean hasComputedFormula;
  private int chosen = -1;

  private XlsOutline() {}

  static XlsOutline read(RecordFactoryInputStream records, SheetChoice choice)
      throws FileRefusedException {
    XlsOutline outline = new XlsOutline();
    Substreams place = new Substreams();
    for (Record found = records.nextRecord(); found != null; found = records.nextRecord()) {
      place.pass(found);
      if (place.isGlobal()) {
        outline.global(found);
        if (found instanceof EOFRecord) {
          outline.choose(choice);
        }
      } else if (place.isWithinSheet()) {
        outline.ofSheet(found, place.sheet());
      }
    }
    if (outline.chosen < 0) {
      throw new IllegalStateException("The workbook ends before its sheets");
    }
    return outline;
  }

  private void choose(SheetChoice choice) throws FileRefusedException {
    sheets =
        List.of(BoundSheetRecord.orderByBofPosition(bound)).stream()
            .map(
                sheet ->
                    new SheetChoice.Sheet(
                        sheet.getSheetname(),
                        sheet.isHidden() || sheet.isVeryHidden()
                            ? Visibility.HIDDEN
                            : Visibility.VISIBLE))
            .toList();
    chosen = choice.choose(sheets);
  }

  private void global(Record found) {
    formats.processRecordInternally(found);
    if (found instanceof BoundSheetRecord sheet) {
      bound.add(sheet);
    } else if (found instanceof SSTRecord shared) {
      texts = shared;
    } else if (found instanceof DateWindow1904Record window && window.getWindowing() == 1) {
      epoch = CellFormat.Epoch.OF_1904;
    }
  }

  private void ofSheet(Record found, int sheet) {
    if (found instanceof CellValueRecordInterface && !(found instanceof BlankRecord)) {
      filled.set(sheet);
    }
    if (found instanceof FormulaRecord formula) {
      hasComputedFormula |= !XlsRows.isEmptyText(formula);
    }
    if (sheet != chosen) {
      return;
    }
    if (found instanceof MergeCellsRecord merged) {
      for (int i = 0; i < merged.getNumAreas(); i++) {
        CellRangeAddress area = merged.getAreaAt(i);
        merges.add(
            new MergedCells.Range(
                area.getFirstRow() + 1,
                area.getFirstColumn(),
                area.getLastRow() + 1,
                area.getLastColumn()));
      }
    } else if (found instanceof RowRecord row && row.getZeroHeight()) {
      hiddenRows.set(row.getRowNumber());
    } else if (found instanceof ColumnInfoRecord columns && columns.getHidden()) {
      hiddenColumns.set(columns.getFirstColumn(), columns.getLastColumn() + 1);
    } else if (found.getSid() == FILTER_MODE) {
      hidden = Visibility.FILTERED_OUT;
    }
  }

  int chosen() {
    return chosen;
  }

  String sheet() {
    return sheets.get(chosen).name();
  }

  boolean isChosenBy(SheetChoice choice) throws FileRefusedException {
    return choice.choose(sheets) == chosen;
  }

  MergedCells merged() {
    return MergedCells.sorted(merges);
  }

  SSTRecord texts() {
    return texts;
  }

  CellFormat.Epoch epoch() {
    return epoch;
  }

  FormatTrackingHSSFListener formats() {
    return formats;
  }

  /** Whether any formula of the workbook has a result that is not the empty text. */
  boolean hasComputedFormula() {
    return hasComputedFormula;
  }

  /**
   * Whether the workbook shows a row.
   *
   * @param row from 0
   */
  Visibility visibility(int row) {
    return hiddenRows.get(row) ? hidden : Visibility.VISIBLE;
  }

  List<String> notes() {
    List<SheetChoice.Sheet> unread = new ArrayList<>();
    for (int sheet = 0; sheet < sheets.size(); sheet++) {
      if (sheet != chosen && filled.get(sheet)) {
        unread.add(sheets.get(sheet));
      }
    }
    return SheetNotes.of(unread, hiddenColumns);
  }
}
