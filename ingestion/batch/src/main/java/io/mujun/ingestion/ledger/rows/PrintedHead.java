package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.ledger.head.HeaderMatch;
import io.mujun.ingestion.ledger.head.HeaderRows;
import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds a table's head where it is printed again on the next page, and the head of another table.
 */
final class PrintedHead {
  /** Rows that a title, a unit line and blank rows may take above a header. */
  private static final int TITLE_ROWS = 5;

  private static final Pattern CONTINUED =
      Pattern.compile("\\(?(?:接上[页表]|续[上前]?[页表]?)[一二三四五六七八九十\\d]*\\)?$");
  private static final Pattern NUMBER = Pattern.compile("[\\d.,]+");
  private static final Pattern STEPS = Pattern.compile("/");

  private final HeaderMatch headers;
  private final MergedCells merged;
  private final Set<String> titles;
  private final Set<String> words = new HashSet<>();

  PrintedHead(HeaderMatch headers, MergedCells merged, List<String> titles) {
    this.headers = headers;
    this.merged = merged;
    this.titles = new HashSet<>(titles.stream().map(Texts::compact).toList());
    headers.paths().forEach(path -> STEPS.splitAsStream(path).forEach(words::add));
    words.remove("");
  }

  /** How many rows have to be looked at. */
  int reach() {
    return TITLE_ROWS + headers.lastHeaderRow() - headers.firstHeaderRow() + 1;
  }

  /**
   * What begins with the first of some rows.
   *
   * @param rows the rows that come next, at least {@link #reach} where there are so many
   */
  Begins at(List<Row> rows) {
    boolean same = true;
    for (int i = 0; i < Math.min(rows.size(), TITLE_ROWS); i++) {
      Row row = rows.get(i);
      List<String> texts = row.texts();
      if (isHeader(row, texts)) {
        if (!isSame(rows.subList(i, rows.size()))) {
          return new Begins(What.OTHER, 0);
        }
        return same ? new Begins(What.SAME, lastRow(rows, i)) : new Begins(What.TWIN, 0);
      }
      if (!row.isBlank() && !isTitle(texts)) {
        return Begins.NOTHING;
      }
      same = same && texts.stream().allMatch(this::isOwn);
    }
    return Begins.NOTHING;
  }

  private int lastRow(List<Row> rows, int header) {
    return rows.get(header).number() + headers.lastHeaderRow() - headers.firstHeaderRow();
  }

  /** A title has one text, or several of which the table's own head has each. */
  private boolean isTitle(List<String> texts) {
    return texts.size() == 1 || texts.stream().allMatch(this::isOwn);
  }

  /** Whether a text stands above the table, but for a word that it goes on (续表). */
  private boolean isOwn(String text) {
    String plain = CONTINUED.matcher(text).replaceAll("");
    return plain.isEmpty() || titles.contains(plain);
  }

  private boolean isHeader(Row row, List<String> texts) {
    if (texts.size() < 2 || row.cells().stream().anyMatch(PrintedHead::isNumber)) {
      return false;
    }
    long known = texts.stream().filter(words::contains).count();
    return texts.stream().anyMatch(RowShape::isSerialHeader)
        || (known >= 2 && known * 2 >= texts.size());
  }

  private boolean isSame(List<Row> rows) {
    int depth = headers.lastHeaderRow() - headers.firstHeaderRow() + 1;
    int first = rows.get(0).number();
    List<Row> printed =
        new ArrayList<>(rows.stream().filter(row -> row.number() < first + depth).toList());
    List<String> paths = new HeaderRows(printed, merged).paths(first, depth);
    return trimmed(paths).equals(trimmed(headers.paths()));
  }

  private static List<String> trimmed(List<String> paths) {
    int width = paths.size();
    while (width > 0 && paths.get(width - 1).isEmpty()) {
      width--;
    }
    return paths.subList(0, width);
  }

  private static boolean isNumber(Cell cell) {
    return cell != null && NUMBER.matcher(Texts.compact(cell.text())).matches();
  }

  /**
   * What begins.
   *
   * @param lastRow the last row of a head that is printed again
   */
  record Begins(What what, int lastRow) {
    static final Begins NOTHING = new Begins(What.NOTHING, 0);
  }

  /** Kinds of beginnings. */
  enum What {
    NOTHING,
    /** The table goes on below its own head. */
    SAME,
    /** A table with the same header under another title or unit line. */
    TWIN,
    /** A table with another header. */
    OTHER
  }
}
