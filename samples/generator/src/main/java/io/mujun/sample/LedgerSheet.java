package io.mujun.sample;

import java.util.List;

/**
 * A ledger as it is to be seen, cell by cell; an empty text is an empty cell.
 *
 * @param name name of the sheet
 * @param title first row, over the whole width
 * @param unitLine second row
 * @param header header path of each column, top first
 * @param mergedColumn column whose cells are merged over the rows of a group; -1 when none is
 * @param lines the table's rows, made anew each time: there may be more than memory holds
 * @param notes lines below the table
 */
record LedgerSheet(
    String name,
    String title,
    String unitLine,
    List<List<String>> header,
    int mergedColumn,
    Iterable<Line> lines,
    List<String> notes) {

  /** What a row of the table is. */
  enum Kind {
    RECORD,
    SUM
  }

  /**
   * A row of the table.
   *
   * @param kind record or sum
   * @param group group that a record belongs to; adjoining equal groups share the merged cell
   * @param cells one text for each column
   */
  record Line(Kind kind, String group, List<String> cells) {}

  /** How many rows the header takes. */
  int headerDepth() {
    return header.stream().mapToInt(List::size).max().orElseThrow();
  }
}
