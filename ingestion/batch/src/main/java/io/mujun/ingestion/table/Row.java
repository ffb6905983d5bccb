package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import io.mujun.record.value.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One row of a file.
 *
 * @param number counted from 1, as a spreadsheet shows it
 * @param cells by column from 0; null where there is none
 * @param visibility whether the file shows the row
 */
public record Row(int number, List<Cell> cells, Visibility visibility) {

  /** The row with other cells. */
  public Row withCells(List<Cell> others) {
    return new Row(number, others, visibility);
  }

  /** The cell of a column, or null. */
  public Cell cell(int column) {
    return column < cells.size() ? cells.get(column) : null;
  }

  /** Where a column's cell stands, whether there is one or not, such as {@code F7}. */
  public String reference(int column) {
    return Columns.reference(column, number);
  }

  /** The text of a column; empty where there is no cell. */
  public String text(int column) {
    Cell cell = cell(column);
    return cell == null ? "" : cell.text();
  }

  /** The texts of the row that are not blank, without spaces, each once, from left to right. */
  public List<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    for (Cell cell : cells) {
      if (cell != null && !cell.text().isBlank()) {
        texts.add(Texts.compact(cell.text()));
      }
    }
    return List.copyOf(texts);
  }

  /** The first text of the row that is not blank, without spaces; empty for a blank row. */
  public String firstText() {
    for (Cell cell : cells) {
      if (cell != null && !cell.text().isBlank()) {
        return Texts.compact(cell.text());
      }
    }
    return "";
  }

  public boolean isBlank() {
    return firstText().isEmpty();
  }
}
