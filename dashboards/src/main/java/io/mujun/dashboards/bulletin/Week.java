package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.MujunException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * A week from Monday to Sunday, numbered by ISO 8601 (GB/T 7408).
 *
 * @param monday its first day
 */
public record Week(LocalDate monday) {
  public Week {
    if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new IllegalArgumentException(monday + " is no Monday");
    }
  }

  /**
   * Reads a week such as {@code 2024-W47}.
   *
   * @throws MujunException {@code WEEK_INVALID} where the text names no week
   */
  public static Week parse(String text) {
    try {
      return new Week(LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE));
    } catch (DateTimeParseException invalid) {
      throw new MujunException(
          "WEEK_INVALID",
          "'" + text + "' names no week. Write the year and the ISO week, for example 2024-W47.",
          invalid);
    }
  }

  public LocalDate sunday() {
    return monday.plusDays(6);
  }

  public Week previous() {
    return new Week(monday.minusWeeks(1));
  }

  public int year() {
    return monday.get(IsoFields.WEEK_BASED_YEAR);
  }

  public int number() {
    return monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04d-W%02d", year(), number());
  }
}
