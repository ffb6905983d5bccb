package io.mujun.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mujun.record.value.Cell;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where a record stood. A file has file, sheet and row; a database has database, table, key and
 * position; a portal has what a database has, and the page besides.
 *
 * @param file name of the file as it was sent, or under which a page is kept
 * @param sheet sheet of a workbook, or JSON pointer on a page
 * @param row row from 1
 * @param database name of the connection
 * @param table table in the source database, or path of the portal
 * @param key the record's own key in the source
 * @param position position in the sequence of changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Locator(
    String file,
    String sheet,
    Integer row,
    String database,
    String table,
    String key,
    String position) {

  /**
   * The text of a record's own key in its source: its parts joined with {@code |}, an empty one for
   * a part without a value.
   *
   * @param columns columns of the key
   * @param cells column → cell, or null
   */
  public static String key(List<String> columns, Function<String, Cell> cells) {
    return columns.stream()
        .map(cells)
        .map(cell -> cell == null ? "" : cell.text().strip())
        .collect(Collectors.joining("|"));
  }

  /** The place as a line of text names it; empty for a file as a whole. */
  public String shown() {
    return row != null ? "row " + row : key == null ? "" : "key " + key;
  }

  /** A place in a file; no row = the file as a whole. */
  public static Locator ofFile(String file, String sheet, Integer row) {
    return new Locator(file, sheet, row, null, null, null, null);
  }

  /** A row of a database table. */
  public static Locator ofDatabase(String database, String table, String key, String position) {
    return new Locator(null, null, null, database, table, key, position);
  }

  /**
   * A page that a portal gave.
   *
   * @param file name under which it is kept
   * @param pointer JSON pointer of the record on it
   */
  public record Page(String file, String pointer) {}

  /** The same record, which stood on a page; null: on none. */
  public Locator on(Page page) {
    return page == null
        ? this
        : new Locator(page.file(), page.pointer(), row, database, table, key, position);
  }

  /** The place as a sentence to a clerk begins; empty for a file as a whole. */
  String inChinese() {
    if (row != null) {
      return "第 " + row + " 行：";
    }
    return key == null ? "" : "记录 " + key + "：";
  }
}
