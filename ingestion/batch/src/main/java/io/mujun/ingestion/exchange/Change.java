package io.mujun.ingestion.exchange;

import io.mujun.record.value.Cell;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * One row of an exchange table: an operation on a record.
 *
 * @param cells column in lower case → cell; null values are absent
 * @param key the source's own record key
 * @param batch change batch, or null
 * @param operation I, U or D as received, or null
 * @param time change time, or null
 */
public record Change(
    Map<String, Cell> cells, String key, String batch, String operation, LocalDateTime time) {
  private static final String UNKNOWN_TIME = "unknown";

  /** What tells this operation from all others of its table. */
  public String identity() {
    return identity(key, position());
  }

  /** The change time as it stands at the beginning of a position. */
  String position() {
    return time == null ? UNKNOWN_TIME : Watermark.TIME.format(time);
  }

  /**
   * The position of a record: change time and place in its batch.
   *
   * @param place place in the batch, from 1
   */
  public String position(long place) {
    return position() + "#" + "%09d".formatted(place);
  }

  /** The identity of a record that was taken before, from its locator. */
  public static String identity(String key, String position) {
    int end = position.indexOf('#');
    return key + "@" + (end < 0 ? position : position.substring(0, end));
  }
}
