package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.LedgerSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a layout's columns stand in a file.
 *
 * @param columns column of the layout → column of the file, from 0
 * @param lastHeaderRow the last row of the header
 * @param shift how many rows lower than the layout says the header stands
 * @param notes what differs from the layout, in Chinese
 */
record HeaderMatch(
    Map<LedgerColumn, Integer> columns, int lastHeaderRow, int shift, List<String> notes) {
  /** How far down a header is looked for. */
  static final int HEAD_ROWS = 60;

  /**
   * Finds the header: where the layout says, else in the only other place where it stands whole.
   *
   * @throws FileRefusedException where a header is missing, renamed or there twice
   */
  static HeaderMatch find(LedgerSource layout, HeaderRows head) throws FileRefusedException {
    int declared = layout.headerRows().get(0);
    int rows = layout.headerRows().size();
    Found here = look(layout, head.paths(declared, rows));
    if (here.isWhole()) {
      return here.match(layout, declared, declared + rows - 1);
    }
    List<Integer> elsewhere = new ArrayList<>();
    for (int row = 1; row <= HEAD_ROWS; row++) {
      if (row != declared && look(layout, head.paths(row, rows)).isWhole()) {
        elsewhere.add(row);
      }
    }
    if (elsewhere.size() == 1) {
      int row = elsewhere.get(0);
      return look(layout, head.paths(row, rows)).match(layout, declared, row + rows - 1);
    }
    if (elsewhere.size() > 1) {
      throw new FileRefusedException(
          "HEADER_AMBIGUOUS", null, "表头在第 " + elsewhere + " 行各出现一次，分不清哪个是表头，请只保留一个");
    }
    throw here.missing(declared);
  }

  private static Found look(LedgerSource layout, List<String> paths) {
    Map<LedgerColumn, Integer> columns = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (LedgerColumn column : layout.columns()) {
      String header = Texts.compact(column.header());
      int place = paths.indexOf(header);
      if (place < 0) {
        if (column.presence() == LedgerColumn.Presence.REQUIRED) {
          missing.add(column.header());
        }
      } else if (place != paths.lastIndexOf(header)) {
        twice.add(column.header());
      } else {
        columns.put(column, place);
      }
    }
    Set<String> known =
        layout.columns().stream()
            .map(column -> Texts.compact(column.header()))
            .collect(Collectors.toSet());
    layout.ignored().forEach(header -> known.add(Texts.compact(header)));
    Set<String> unknown = new TreeSet<>(paths);
    unknown.removeAll(known);
    unknown.remove("");
    return new Found(columns, missing, twice, unknown);
  }

  /** What one place holds of the layout's headers. */
  private record Found(
      Map<LedgerColumn, Integer> columns,
      List<String> missing,
      List<String> twice,
      Set<String> unknown) {

    boolean isWhole() {
      return missing.isEmpty() && twice.isEmpty();
    }

    HeaderMatch match(LedgerSource layout, int declared, int lastHeaderRow) {
      List<String> notes = new ArrayList<>();
      int shift = lastHeaderRow - layout.headerRows().size() + 1 - declared;
      if (shift != 0) {
        notes.add("表头在第 %d 行，版式登记为第 %d 行，已按实际位置读取".formatted(declared + shift, declared));
      }
      List<Integer> places = List.copyOf(columns.values());
      if (!places.equals(places.stream().sorted().toList())) {
        notes.add("各列顺序与版式不同，已按表头文字读取");
      }
      if (!unknown.isEmpty()) {
        notes.add("有未登记的列，未读取：" + String.join("、", unknown));
      }
      return new HeaderMatch(columns, lastHeaderRow, shift, List.copyOf(notes));
    }

    FileRefusedException missing(int declared) {
      if (!twice.isEmpty()) {
        return new FileRefusedException(
            "HEADER_AMBIGUOUS",
            String.join("、", twice),
            "表头“" + String.join("、", twice) + "”出现两次，分不清读哪一列，请改为不同的表头");
      }
      String hint =
          unknown.isEmpty() ? "" : "；该行另有未登记的表头“" + String.join("、", unknown) + "”，可能是改了名";
      return new FileRefusedException(
          "HEADER_MISSING",
          String.join("、", missing),
          "第 %d 行起的表头缺少“%s”%s。请改回原来的表头后重新报送".formatted(declared, String.join("”“", missing), hint));
    }
  }
}
