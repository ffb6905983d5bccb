package io.mujun.ingestion.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The merged ranges of a sheet, by their first row. */
public record MergedCells(List<Range> ranges) {
  private static final Pattern REFERENCE =
      Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

  /** A file without merged cells. */
  public static final MergedCells NONE = new MergedCells(List.of());

  /** Reads references such as {@code A3:A7}; others are left out. */
  public static MergedCells of(List<String> references) {
    List<Range> ranges = new ArrayList<>();
    for (String reference : references) {
      Matcher range = REFERENCE.matcher(reference);
      if (range.matches()) {
        ranges.add(
            new Range(
                Integer.parseInt(range.group(2)),
                Columns.index(range.group(1)),
                Integer.parseInt(range.group(4)),
                Columns.index(range.group(3))));
      }
    }
    return sorted(ranges);
  }

  public static MergedCells sorted(List<Range> ranges) {
    return new MergedCells(
        ranges.stream().sorted(Comparator.comparingInt(Range::firstRow)).toList());
  }

  /**
   * One merged range. Rows count from 1, columns from 0; all ends belong to it.
   *
   * @param firstRow row of the cell that holds the content
   * @param firstColumn column of the cell that holds the content
   * @param lastRow last row
   * @param lastColumn last column
   */
  public record Range(int firstRow, int firstColumn, int lastRow, int lastColumn) {}
}
