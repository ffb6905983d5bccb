package io.mujun.ingestion.change;

import io.mujun.warehouse.source.ChangeSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records that a reading asks for: of each area those from its mark on, less the overlap, and
 * those without a time. Without a mark, all.
 */
public final class Window {
  private final ChangeSource source;
  private final Watermark mark;

  Window(ChangeSource source, Watermark mark) {
    this.source = source;
    this.mark = mark;
  }

  /** All rows. */
  static Window all(ChangeSource source) {
    return new Window(source, Watermark.NONE);
  }

  /** The time from which an area is read; null: from its beginning. */
  LocalDateTime from(String area) {
    LocalDateTime read = mark.of(area);
    return read == null ? null : read.minus(source.overlap());
  }

  /** The time from which any area is read; null where one may be read from its beginning. */
  public LocalDateTime from() {
    return isOfOneArea()
        ? from("")
        : mark.floor() == null ? null : mark.floor().minus(source.overlap());
  }

  boolean contains(Change change) {
    LocalDateTime from = from(change.area());
    return change.time() == null || from == null || !change.time().isBefore(from);
  }

  /**
   * The condition in SQL, with a question mark for each of {@link #parameters}; empty: all rows.
   */
  public String condition() {
    if (parameters().isEmpty()) {
      return "";
    }
    String time = source.changeTime();
    String since = time + " >= ?";
    List<String> any = new ArrayList<>(List.of(time + " is null"));
    if (isOfOneArea()) {
      any.add(since);
      return String.join(" or ", any);
    }
    String area = source.areaColumn();
    Map<String, LocalDateTime> named = named();
    named.forEach((code, read) -> any.add("(%s = ? and %s)".formatted(area, since)));
    String others =
        named.isEmpty()
            ? "%1$s is not null"
            : "%1$s not in ("
                + String.join(", ", named.keySet().stream().map(c -> "?").toList())
                + ")";
    any.add("(" + others.formatted(area) + (mark.floor() == null ? ")" : " and " + since + ")"));
    any.add("(" + area + " is null" + (from("") == null ? ")" : " and " + since + ")"));
    return String.join(" or ", any);
  }

  /** What the question marks stand for: texts of areas, and times. */
  public List<Object> parameters() {
    if (mark.floor() == null && mark.read().isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    if (isOfOneArea()) {
      values.add(from(""));
      return values;
    }
    Map<String, LocalDateTime> named = named();
    named
        .keySet()
        .forEach(
            area -> {
              values.add(area);
              values.add(from(area));
            });
    values.addAll(named.keySet());
    if (mark.floor() != null) {
      values.add(from());
    }
    if (from("") != null) {
      values.add(from(""));
    }
    return values;
  }

  private Map<String, LocalDateTime> named() {
    Map<String, LocalDateTime> named = new TreeMap<>(mark.read());
    named.remove("");
    return named;
  }

  private boolean isOfOneArea() {
    return source.areaColumn() == null;
  }
}
