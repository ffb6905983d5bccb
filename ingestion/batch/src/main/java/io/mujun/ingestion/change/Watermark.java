package io.mujun.ingestion.change;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a source has been read. It is stated in the very commit of the records that it covers.
 *
 * @param batches batches committed so far
 * @param floor the time up to which all areas have been read; null: none
 * @param read area → the latest change time read of it, never later than it was read
 * @param rules print of the rules by which records were refused; null: none were read
 * @param comparedOn the day on which the whole table was compared last; null: never
 */
public record Watermark(
    long batches,
    LocalDateTime floor,
    Map<String, LocalDateTime> read,
    String rules,
    LocalDate comparedOn) {

  /** Nothing has been read. */
  public static final Watermark NONE = new Watermark(0, null, Map.of(), null, null);

  public Watermark {
    read = Map.copyOf(read);
  }

  /** The latest time read of an area; null: nothing was. */
  LocalDateTime of(String area) {
    return read.getOrDefault(area, floor);
  }

  /** The watermark once these times have been read too. */
  public Watermark with(Map<String, LocalDateTime> times) {
    Map<String, LocalDateTime> latest = new TreeMap<>(read);
    times.forEach(
        (area, time) -> {
          LocalDateTime before = of(area);
          latest.put(area, before != null && before.isAfter(time) ? before : time);
        });
    return new Watermark(batches, floor, latest, rules, comparedOn);
  }

  /** The watermark of the next batch. */
  public Watermark nextBatch() {
    return new Watermark(batches + 1, floor, read, rules, comparedOn);
  }

  /** The watermark once all was read by these rules. */
  public Watermark by(String print) {
    return new Watermark(batches, floor, read, print, comparedOn);
  }

  /** The watermark once the whole table was compared. */
  public Watermark comparedOn(LocalDate day) {
    return new Watermark(batches, floor, read, rules, day);
  }
}
