package io.mujun.ingestion.ledger.head;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.TableFile;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.source.Layout;
import java.util.List;

/**
 * The first rows of a sheet as a layout reads them.
 *
 * @param titles texts above the header
 */
public record LedgerHead(Layout layout, OpenSheet sheet, HeaderMatch headers, List<String> titles) {

  /**
   * Finds the layout's header.
   *
   * @throws FileRefusedException where it is not there
   */
  public static LedgerHead of(Layout layout, OpenSheet sheet, Units units)
      throws FileRefusedException {
    HeaderRows texts = new HeaderRows(sheet.head(), sheet.file().merged());
    HeaderMatch headers = HeaderMatch.find(layout, texts, units);
    return new LedgerHead(layout, sheet, headers, texts.above(headers.firstHeaderRow()));
  }

  /** How many in {@link HeaderMatch#ALL} headers of the layout the sheet lacks, at the least. */
  public static int distance(Layout layout, OpenSheet sheet, Units units) {
    return HeaderMatch.distance(layout, new HeaderRows(sheet.head(), sheet.file().merged()), units);
  }

  /**
   * A sheet whose first rows can be looked at by several layouts.
   *
   * @param rows all rows, the first ones too
   * @param head the first rows
   */
  public record OpenSheet(TableFile file, Lookahead rows, List<Row> head) {

    public static OpenSheet of(TableFile file) throws FileRefusedException {
      Lookahead rows = new Lookahead(file);
      List<Row> head = List.copyOf(rows.peek(HeaderMatch.HEAD_ROWS));
      if (head.stream().allMatch(Row::isBlank)) {
        throw new FileRefusedException("SHEET_EMPTY", file.sheet(), "表是空的，没有任何内容，请核对后重新报送");
      }
      return new OpenSheet(file, rows, head);
    }
  }
}
