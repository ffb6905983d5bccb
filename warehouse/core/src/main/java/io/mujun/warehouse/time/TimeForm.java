package io.mujun.warehouse.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a portal writes times: a pattern of {@link DateTimeFormatter}, read as Asia/Shanghai's clock
 * shows it, or {@link #EPOCH}.
 */
public final class TimeForm {
  /** Milliseconds since 1970-01-01 00:00 UTC. */
  public static final String EPOCH = "epoch_milliseconds";

  private static final String USUAL = "yyyy-MM-dd HH:mm:ss";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private TimeForm() {}

  /**
   * The form that a file states, or the usual one.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static String of(String stated) {
    String form = stated == null ? USUAL : stated;
    if (form.equals(EPOCH)) {
      return form;
    }
    LocalDateTime any = LocalDateTime.of(2024, 11, 15, 9, 30, 5);
    try {
      if (read(write(any, form), form) != null) {
        return form;
      }
    } catch (IllegalArgumentException | DateTimeException none) {
      throw new IllegalArgumentException("is no form of a time: " + form, none);
    }
    throw new IllegalArgumentException("has to tell day and time: " + form);
  }

  /** A time in a form. */
  public static String write(LocalDateTime time, String form) {
    return form.equals(EPOCH)
        ? Long.toString(time.atZone(ZONE).toInstant().toEpochMilli())
        : DateTimeFormatter.ofPattern(form, Locale.ROOT).format(time);
  }

  /** The time that a text tells in a form; null where it tells none. */
  public static LocalDateTime read(String text, String form) {
    try {
      return form.equals(EPOCH)
          ? LocalDateTime.ofInstant(Instant.ofEpochMilli(Long.parseLong(text)), ZONE)
          : LocalDateTime.parse(text, DateTimeFormatter.ofPattern(form, Locale.ROOT));
    } catch (DateTimeException | NumberFormatException none) {
      return null;
    }
  }
}
