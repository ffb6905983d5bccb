package io.mujun.ingestion.exchange;

import io.mujun.record.ShortHash;
import io.mujun.record.value.Cell;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * One row of an exchange table: an operation on a record.
 *
 * @param cells column in lower case → cell; null values are absent
 * @param key the source's own record key
 * @param area the area that the row names; empty where it names none
 * @param batch change batch, or null
 * @param operation I, U or D as received, or null
 * @param time change time, or null
 * @param print hash of all that the row says
 */
public record Change(
    Map<String, Cell> cells,
    String key,
    String area,
    String batch,
    String operation,
    LocalDateTime time,
    String print) {

  static Change of(
      Map<String, Cell> cells,
      String key,
      String area,
      String batch,
      String operation,
      LocalDateTime time) {
    StringBuilder said = new StringBuilder(key);
    new TreeMap<>(cells)
        .forEach(
            (column, cell) -> said.append('\n').append(column).append('=').append(cell.text()));
    return new Change(
        cells, key, area, batch, operation, time, ShortHash.of(said.toString() + '\n' + time));
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
