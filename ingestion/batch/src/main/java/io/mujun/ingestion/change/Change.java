package io.mujun.ingestion.change;

import io.mujun.record.Locator;
import io.mujun.record.ShortHash;
import io.mujun.record.value.Cell;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a source says of a record at a time: an operation on it.
 *
 * @param cells column or field, in lower case → cell; null values are absent
 * @param key the source's own record key
 * @param area the area that the row names; empty where it names none
 * @param batch change batch, or null
 * @param operation I, U or D as received, or null
 * @param time change time, or null
 * @param print hash of all that the source says
 * @param page gives the page on which it stands; null within it where there are no pages
 */
public record Change(
    Map<String, Cell> cells,
    String key,
    String area,
    String batch,
    String operation,
    LocalDateTime time,
    String print,
    Supplier<Locator.Page> page) {

  /** A row of a table, with the time that it tells. */
  public static Change ofRow(
      Map<String, Cell> cells,
      String key,
      String area,
      String batch,
      String operation,
      LocalDateTime time) {
    return new Change(
        cells, key, area, batch, operation, time, print(cells, key, "\n" + time), () -> null);
  }

  /**
   * A record on a page, which tells its time in one of its cells, if at all.
   *
   * @param time that time; where it tells none, the time at which it was read
   */
  public static Change ofPage(
      Map<String, Cell> cells,
      String key,
      String operation,
      LocalDateTime time,
      Supplier<Locator.Page> page) {
    return new Change(cells, key, "", null, operation, time, print(cells, key, ""), page);
  }

  private static String print(Map<String, Cell> cells, String key, String time) {
    StringBuilder said = new StringBuilder(key);
    new TreeMap<>(cells)
        .forEach(
            (column, cell) -> said.append('\n').append(column).append('=').append(cell.text()));
    return ShortHash.of(said + time);
  }

  /** What tells this operation from all others of its table. */
  String identity() {
    return key + "@" + print;
  }

  /** What tells it from others as far as positions without a print tell. */
  String formerIdentity() {
    return key + "@" + (time == null ? "unknown" : ChangePosition.TIME.format(time));
  }

  /** The identity of an operation that was taken before, from its locator. */
  static String identity(String key, String position) {
    String[] parts = position.split("#", -1);
    return key + "@" + (parts.length == 4 ? parts[3] : parts[0]);
  }
}
