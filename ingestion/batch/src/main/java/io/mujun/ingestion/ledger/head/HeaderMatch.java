package io.mujun.ingestion.ledger.head;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LedgerColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a layout's columns stand in a file.
 *
 * @param columns column of the layout → column of the file, from 0; a column whose header states
 *     another unit has that unit
 * @param withUnit the columns whose header states their unit
 * @param paths header path of each column of the file, without spaces; empty for none
 * @param firstHeaderRow the first row of the header
 * @param lastHeaderRow the last row of the header
 * @param notes what differs from the layout, in Chinese
 */
public record HeaderMatch(
    Map<LedgerColumn, Integer> columns,
    Set<LedgerColumn> withUnit,
    List<String> paths,
    int firstHeaderRow,
    int lastHeaderRow,
    List<String> notes) {
  /** How far down a header is looked for. */
  static final int HEAD_ROWS = 60;

  /** A distance at which no header of a layout is there. */
  public static final int ALL = 1000;

  /**
   * Finds the header: where the layout says, else in the only other place where it stands whole. A
   * header that is printed again lower down is found where it stands first.
   *
   * @throws FileRefusedException where a header is missing, renamed or there twice
   */
  static HeaderMatch find(Layout layout, HeaderRows head, Units units) throws FileRefusedException {
    HeaderUnits headerUnits = new HeaderUnits(units);
    int declared = layout.headerRows().get(0);
    int rows = layout.headerRows().size();
    Found here = look(layout, head.paths(declared, rows), headerUnits);
    if (here.isWhole()) {
      return here.match(layout, declared);
    }
    Map<Integer, Found> elsewhere = new TreeMap<>();
    for (int row = 1; row <= HEAD_ROWS; row++) {
      Found found = look(layout, head.paths(row, rows), headerUnits);
      if (row != declared && found.isWhole()) {
        elsewhere.put(row, found);
      }
    }
    if (elsewhere.values().stream().map(Found::paths).distinct().count() > 1) {
      throw new FileRefusedException(
          "HEADER_AMBIGUOUS", null, "表头在第 " + elsewhere.keySet() + " 行各出现一次，分不清哪个是表头，请只保留一个");
    }
    for (Map.Entry<Integer, Found> found : elsewhere.entrySet()) {
      return found.getValue().match(layout, found.getKey());
    }
    throw here.missing(declared);
  }

  /**
   * How many in {@link #ALL} columns that the layout requires have no header of their own, at the
   * least: one that may be absent makes no file nearer.
   */
  static int distance(Layout layout, HeaderRows head, Units units) {
    HeaderUnits headerUnits = new HeaderUnits(units);
    int required =
        Math.max(1, (int) layout.columns().stream().filter(LedgerColumn::isRequired).count());
    int least = required;
    for (int row = 1; row <= HEAD_ROWS; row++) {
      Found found = look(layout, head.paths(row, layout.headerRows().size()), headerUnits);
      least = Math.min(least, found.missing().size() + found.twice().size());
    }
    return least * ALL / required;
  }

  private static Found look(Layout layout, List<String> paths, HeaderUnits units) {
    Map<LedgerColumn, Integer> columns = new LinkedHashMap<>();
    Set<LedgerColumn> withUnit = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    Set<String> unknown = new TreeSet<>(paths);
    for (LedgerColumn declared : layout.columns()) {
      List<String> present =
          declared.headers().stream().map(Texts::compact).filter(paths::contains).toList();
      List<HeaderUnits.Stated> stated = present.isEmpty() ? units.find(declared, paths) : List.of();
      LedgerColumn column = stated.isEmpty() ? declared : stated.get(0).column();
      String header =
          !present.isEmpty()
              ? present.get(0)
              : stated.isEmpty() ? Texts.compact(declared.name()) : stated.get(0).path();
      unknown.removeAll(present);
      if (present.size() + stated.size() > 1) {
        twice.add(declared.name());
        continue;
      }
      if (units.isStated(header)) {
        withUnit.add(column);
      }
      int place = paths.indexOf(header);
      unknown.remove(header);
      if (place < 0) {
        if (declared.isRequired()) {
          missing.add(declared.name());
        }
      } else if (place != paths.lastIndexOf(header)) {
        twice.add(declared.name());
      } else {
        columns.put(column, place);
      }
    }
    layout.ignored().forEach(header -> unknown.remove(Texts.compact(header)));
    unknown.remove("");
    return new Found(columns, withUnit, paths, missing, twice, unknown);
  }

  /** What one place holds of the layout's headers. */
  private record Found(
      Map<LedgerColumn, Integer> columns,
      Set<LedgerColumn> withUnit,
      List<String> paths,
      List<String> missing,
      List<String> twice,
      Set<String> unknown) {

    boolean isWhole() {
      return missing.isEmpty() && twice.isEmpty();
    }

    HeaderMatch match(Layout layout, int row) {
      List<String> notes = new ArrayList<>();
      int declared = layout.headerRows().get(0);
      if (row != declared) {
        notes.add("表头在第 %d 行，版式登记为第 %d 行，已按实际位置读取".formatted(row, declared));
      }
      List<Integer> places = List.copyOf(columns.values());
      if (!places.equals(places.stream().sorted().toList())) {
        notes.add("各列顺序与版式不同，已按表头文字读取");
      }
      List<String> converted =
          withUnit.stream()
              .filter(column -> !layout.columns().contains(column))
              .map(column -> paths.get(columns.get(column)))
              .toList();
      if (!converted.isEmpty()) {
        notes.add("表头自带的单位与版式不同，已按表头读取：" + String.join("、", converted));
      }
      if (!unknown.isEmpty()) {
        notes.add("有未登记的列，未读取：" + String.join("、", unknown));
      }
      return new HeaderMatch(
          columns, withUnit, paths, row, row + layout.headerRows().size() - 1, List.copyOf(notes));
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
