package io.mujun.ingestion.exchange;

import io.mujun.warehouse.MujunException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a source has been read. It is stated in the very commit of the records that it covers.
 *
 * @param batches batches committed so far
 * @param time the latest change time read
 */
public record Watermark(long batches, LocalDateTime time) {
  /** Times as they stand in positions: of one length, so that their order is the texts' order. */
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private static final Pattern TEXT = Pattern.compile("(\\d+);(.{26})");

  /** Nothing has been read. */
  public static final Watermark NONE = new Watermark(0, LocalDateTime.of(1900, 1, 1, 0, 0));

  /** Reads what {@link #toString} wrote. */
  public static Watermark parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new MujunException(
          "WATERMARK_INVALID", "A snapshot summary holds no readable watermark: '" + text + "'");
    }
    return new Watermark(
        Long.parseLong(matcher.group(1)), LocalDateTime.parse(matcher.group(2), TIME));
  }

  /** The watermark after one more batch. */
  public Watermark next(LocalDateTime read) {
    return new Watermark(batches + 1, read.isAfter(time) ? read : time);
  }

  @Override
  public String toString() {
    return batches + ";" + TIME.format(time);
  }
}
