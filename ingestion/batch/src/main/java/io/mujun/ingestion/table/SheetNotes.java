package io.mujun.ingestion.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** What the receipt of a workbook says beside its records. */
public final class SheetNotes {
  private SheetNotes() {}

  /**
   * What is not read, or is read although it is hidden, in Chinese.
   *
   * @param unread sheets with content that are not read
   * @param hiddenColumns columns from 0 that the sheet that is read does not show
   */
  public static List<String> of(List<SheetChoice.Sheet> unread, BitSet hiddenColumns) {
    List<String> notes = new ArrayList<>();
    String names =
        unread.stream()
            .filter(sheet -> sheet.visibility() == Visibility.VISIBLE)
            .map(sheet -> "“" + sheet.name() + "”")
            .collect(Collectors.joining("、"));
    if (!names.isEmpty()) {
      notes.add("未读取工作表" + names);
    }
    if (!hiddenColumns.isEmpty()) {
      notes.add("第 " + String.join("、", runs(hiddenColumns)) + " 列是隐藏的，已照常读取");
    }
    return List.copyOf(notes);
  }

  /** Columns as C, or F 至 XFD where several adjoin. */
  private static List<String> runs(BitSet columns) {
    List<String> runs = new ArrayList<>();
    for (int first = columns.nextSetBit(0); first >= 0; ) {
      int end = columns.nextClearBit(first);
      String from = Columns.letters(first);
      runs.add(end - 1 == first ? from : from + " 至 " + Columns.letters(end - 1));
      first = columns.nextSetBit(end);
    }
    return runs;
  }
}
