package io.mujun.ingestion.ledger.head;

import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows above a table's records, with the text of merged cells in every cell they cover. */
public final class HeaderRows {
  private final Map<Integer, List<String>> texts = new TreeMap<>();
  private final List<Row> rows;
  private final int width;

  public HeaderRows(List<Row> head, MergedCells merged) {
    rows = List.copyOf(head);
    width = head.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    for (Row row : head) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        cells.add(Texts.compact(row.text(column)));
      }
      texts.put(row.number(), cells);
    }
    int last = head.isEmpty() ? 0 : head.get(head.size() - 1).number();
    for (MergedCells.Range range : merged.ranges()) {
      spread(range, last);
    }
  }

  private void spread(MergedCells.Range range, int last) {
    String text = text(range.firstRow(), range.firstColumn());
    if (text.isEmpty()) {
      return;
    }
    for (int row = range.firstRow(); row <= Math.min(range.lastRow(), last); row++) {
      List<String> cells = texts.get(row);
      for (int column = range.firstColumn();
          cells != null && column <= Math.min(range.lastColumn(), width - 1);
          column++) {
        cells.set(column, text);
      }
    }
  }

  int width() {
    return width;
  }

  String text(int row, int column) {
    List<String> cells = texts.get(row);
    return cells == null || column >= cells.size() ? "" : cells.get(column);
  }

  /** The texts above a row, as they stand, each cell by itself. */
  public List<String> above(int row) {
    return rows.stream()
        .filter(each -> each.number() < row)
        .flatMap(each -> each.cells().stream())
        .filter(cell -> cell != null && !cell.text().isBlank())
        .map(Cell::text)
        .toList();
  }

  /**
   * The header path of each column over some adjoining rows. A group's text stands for the columns
   * right of it that have a text below and none of their own, as in a file without merged cells.
   *
   * @return by column; empty for a column without a header
   */
  public List<String> paths(int firstRow, int rows) {
    List<List<String>> levels = new ArrayList<>();
    for (int row = firstRow; row < firstRow + rows; row++) {
      List<String> level = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        level.add(text(row, column));
      }
      levels.add(level);
    }
    for (int depth = rows - 2; depth >= 0; depth--) {
      for (int column = 1; column < width; column++) {
        if (levels.get(depth).get(column).isEmpty()
            && !levels.get(depth + 1).get(column).isEmpty()) {
          levels.get(depth).set(column, levels.get(depth).get(column - 1));
        }
      }
    }
    List<String> paths = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      List<String> path = new ArrayList<>();
      for (List<String> level : levels) {
        String text = level.get(column);
        if (!text.isEmpty() && (path.isEmpty() || !path.get(path.size() - 1).equals(text))) {
          path.add(text);
        }
      }
      paths.add(String.join("/", path));
    }
    return paths;
  }
}
