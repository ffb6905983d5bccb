package io.mujun.ingestion.change;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * The place of an operation among those of its table. Its text is of one length, and the order of
 * the texts is that of the operations: by time, then by batch, then by place in the batch.
 *
 * @param time when the operation counts as done, never later than it was read; null: unknown
 * @param batch number of the batch that brought it, from 1; 0: brought by an older version of the
 *     text, which has neither batch nor print
 * @param place place in the batch, from 1
 * @param print what the operation says, as a hash of 16 digits; {@link #MOVED} or {@link #VANISHED}
 *     where no record says it; null in an older version of the text
 */
public record ChangePosition(LocalDateTime time, long batch, long place, String print)
    implements Comparable<ChangePosition> {
  /** The record is under another key now. */
  static final String MOVED = "moved-----------";

  /** The source does not hold the record any more. */
  static final String VANISHED = "vanished--------";

  /** Times of one length, so that their order is the texts' order. */
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private static final String UNKNOWN_TIME = "unknown-------------------";
  private static final Comparator<ChangePosition> ORDER =
      Comparator.comparing(ChangePosition::time, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(ChangePosition::batch)
          .thenComparing(ChangePosition::place);

  /** Reads what {@link #toString}, or an older version of it, wrote. */
  static ChangePosition parse(String text) {
    String[] parts = text.split("#", -1);
    LocalDateTime time =
        parts[0].startsWith("unknown") ? null : LocalDateTime.parse(parts[0], TIME);
    return parts.length == 4
        ? new ChangePosition(
            time, Long.parseLong(parts[1].substring(1)), Long.parseLong(parts[2]), parts[3])
        : new ChangePosition(time, 0, Long.parseLong(parts[1]), null);
  }

  /** Whether a record of the source says it. */
  boolean isRead() {
    return !MOVED.equals(print) && !VANISHED.equals(print);
  }

  @Override
  public int compareTo(ChangePosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s#b%08d#%09d#%s"
        .formatted(time == null ? UNKNOWN_TIME : TIME.format(time), batch, place, print);
  }
}
