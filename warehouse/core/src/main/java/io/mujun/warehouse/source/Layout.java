package io.mujun.warehouse.source;

import java.util.List;
import java.util.Map;

/**
 * What a ledger (台账) looks like, whoever sends it, as a file of {@code ingestion/layouts} declares
 * it. Rows are counted from 1, as a spreadsheet shows them.
 *
 * @param layout slug; equal to the name of its file without {@code .yaml}
 * @param table ods table
 * @param sheet pattern of the whole name of a workbook's sheet, without spaces; null = the first
 *     that is shown
 * @param period where the statement's period stands; null when its scope has none
 * @param unitRow row where the unit line (单位：万元) usually stands; null when there is none
 * @param headerRows rows where the header usually stands, adjoining, top first
 * @param totalRows patterns of labels that mark a row of sums besides the usual ones (合计, 小计)
 * @param endRows words with which a note below the table begins besides the usual ones (注, 填报人)
 * @param noneRows patterns (whole text, no spaces) of words that state that there is no record
 *     besides the usual ones (本月无, 零报告)
 * @param constants property → value of every record
 * @param columns columns that are read
 * @param ignored header paths that are known and not read (序号, 备注)
 */
public record Layout(
    String layout,
    String table,
    String sheet,
    Period period,
    Integer unitRow,
    List<Integer> headerRows,
    List<String> totalRows,
    List<String> endRows,
    List<String> noneRows,
    Map<String, String> constants,
    List<LedgerColumn> columns,
    List<String> ignored) {

  public Layout {
    Require.slug("layout", layout);
    Require.odsTable(table);
    Require.pattern("sheet", sheet);
    headerRows = Require.list(headerRows);
    Require.that(!headerRows.isEmpty(), "header_rows", "needs at least one row");
    for (int i = 0; i < headerRows.size(); i++) {
      Require.that(
          headerRows.get(i) != null && headerRows.get(i) == headerRows.get(0) + i,
          "header_rows",
          "needs adjoining rows, top first");
    }
    int first = headerRows.get(0);
    Require.that(first >= 1, "header_rows", "counts rows from 1");
    Require.that(
        unitRow == null || (unitRow >= 1 && unitRow < first), "unit_row", "lies above the header");
    Require.that(period == null || period.row() < first, "period.row", "lies above the header");
    totalRows = Require.list(totalRows);
    totalRows.forEach(mark -> Require.pattern("total_rows", mark));
    endRows = Require.list(endRows);
    noneRows = Require.list(noneRows);
    noneRows.forEach(words -> Require.pattern("none_rows", words));
    constants = Require.map(constants);
    columns = Require.columns(columns);
    Require.headers(columns);
    ignored = Require.list(ignored);
  }

  /** The same layout with other columns. */
  Layout withColumns(List<LedgerColumn> others) {
    return new Layout(
        layout,
        table,
        sheet,
        period,
        unitRow,
        headerRows,
        totalRows,
        endRows,
        noneRows,
        constants,
        others,
        ignored);
  }

  /**
   * Where the statement's period stands.
   *
   * @param row row that usually holds it, mostly the title
   * @param property property that it becomes: a date (first day of the month) or a year
   */
  public record Period(int row, String property) {
    public Period {
      Require.that(row >= 1, "period.row", "counts rows from 1");
      property = property == null ? "period" : property;
      Require.property("period.property", property);
    }
  }
}
