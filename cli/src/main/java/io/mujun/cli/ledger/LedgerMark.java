package io.mujun.cli.ledger;

import org.apache.poi.ss.util.CellReference;

/**
 * A cell of a ledger, or a row of which no cell is named, that a number came from.
 *
 * @param sheet its sheet; null in a file without sheets
 * @param row the record's row, from 1
 * @param cell where it stands, as {@code F7}; null for the row as a whole
 * @param column the column of the record; null for the row as a whole
 * @param text the text that was read there; null for the row as a whole
 * @param numerator the record's share in the numerator; null where it has none
 * @param denominator likewise
 */
record LedgerMark(
    String sheet,
    int row,
    String cell,
    String column,
    String text,
    String numerator,
    String denominator) {

  /** The row that is marked, from 1: a merged cell stands in the first row of its range. */
  int place() {
    return cell == null ? row : new CellReference(cell).getRow() + 1;
  }

  /** The column that is marked, from 0; -1 for the row as a whole. */
  int columnIndex() {
    return cell == null ? -1 : new CellReference(cell).getCol();
  }

  /** Where it stands, for messages. */
  String where() {
    return (sheet == null ? "" : sheet + " ") + (cell == null ? "第" + row + "行" : cell);
  }
}
