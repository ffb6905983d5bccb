package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Cell;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Says of every cell with a content what became of it. */
public final class CellAccount {
  private final Map<Use, Integer> counts = new EnumMap<>(Use.class);

  void add(Row row, Use use) {
    add(row, place -> use);
  }

  /**
   * @param use the use of a column's cell
   */
  void add(Row row, IntFunction<Use> use) {
    for (int place = 0; place < row.cells().size(); place++) {
      Cell cell = row.cell(place);
      if (cell != null && !cell.text().isBlank()) {
        counts.merge(use.apply(place), 1, Integer::sum);
      }
    }
  }

  /** Cells by what became of them; a use that no cell had is missing. */
  public Map<Use, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** All cells with a content. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What became of a cell. */
  public enum Use {
    /** Title, unit line, header, also where they are printed again. */
    HEAD,
    /** Became a property of an accepted record. */
    RECORD,
    /** Belongs to a refused record. */
    REFUSED,
    /** Belongs to a row of sums. */
    SUM,
    /** Belongs to a note or signature below the table. */
    NOTE,
    /** Stands in a column that is not read. */
    IGNORED,
    /** Follows the table; the receipt's notes say where. */
    UNREAD
  }
}
