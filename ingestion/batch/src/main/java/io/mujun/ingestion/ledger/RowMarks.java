package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.source.LedgerSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells records from sums and from what follows the table. */
final class RowMarks {
  private static final Set<String> ALWAYS_TOTAL = Set.of("合计", "小计", "总计", "共计");

  private final Set<String> totals = new HashSet<>(ALWAYS_TOTAL);
  private final List<String> ends = new ArrayList<>();

  RowMarks(LedgerSource layout) {
    layout.totalRows().forEach(mark -> totals.add(Texts.compact(mark)));
    layout.endRows().forEach(mark -> ends.add(Texts.compact(mark)));
  }

  /** Whether one of the row's first two texts says that it is a sum. */
  boolean isTotal(Row row) {
    return row.cells().stream()
        .filter(cell -> cell != null && !cell.text().isBlank())
        .limit(2)
        .map(Cell::text)
        .map(text -> Texts.compact(text).replaceAll("[:()]+$", ""))
        .anyMatch(totals::contains);
  }

  /**
   * Whether the row ends the table: it begins with a mark, and the mark ends there. 注 ends it in 注：
   * and 注1, not in 注塑机项目.
   */
  boolean isEnd(Row row) {
    String first = row.firstText();
    return ends.stream()
        .anyMatch(
            mark ->
                first.startsWith(mark)
                    && (first.length() == mark.length()
                        || !Character.isLetter(first.charAt(mark.length()))));
  }
}
