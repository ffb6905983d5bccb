package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each row the cells that were merged downwards into it. Rows come top to bottom. */
final class MergeFill {
  private final List<MergedCells.Range> ranges;
  private final Map<Integer, Open> open = new HashMap<>();
  private int next;

  MergeFill(MergedCells merged) {
    this.ranges =
        merged.ranges().stream().filter(range -> range.lastRow() > range.firstRow()).toList();
  }

  /** The row with the cells that reach down into it. */
  Row fill(Row row) {
    open.values().removeIf(range -> range.lastRow() < row.number());
    for (; next < ranges.size() && ranges.get(next).firstRow() <= row.number(); next++) {
      MergedCells.Range range = ranges.get(next);
      Cell content = range.firstRow() == row.number() ? row.cell(range.firstColumn()) : null;
      if (content != null && range.lastRow() >= row.number()) {
        open.put(range.firstColumn(), new Open(range.lastRow(), content));
      }
    }
    if (open.isEmpty()) {
      return row;
    }
    List<Cell> cells = new ArrayList<>(row.cells());
    open.forEach(
        (column, range) -> {
          while (cells.size() <= column) {
            cells.add(null);
          }
          cells.set(column, range.content());
        });
    return row.withCells(cells);
  }

  /** Whether the cell of the row just filled is shared with other rows. */
  boolean isShared(int column) {
    return open.containsKey(column);
  }

  /** A merged range that reaches further down. */
  private record Open(int lastRow, Cell content) {}
}
