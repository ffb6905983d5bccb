package io.mujun.warehouse.time;

import java.time.LocalDate;

/**
 * One day of the official calendar.
 *
 * @param date local date in Asia/Shanghai
 * @param kind whether one works on it, and why
 * @param name name of the holiday or of the holiday worked for, or null
 * @param workdaySequence working days from the calendar's first day up to and including this one
 */
public record CalendarDay(LocalDate date, Kind kind, String name, int workdaySequence) {

  /** Why a day is worked or not. */
  public enum Kind {
    WORKDAY,
    WEEKEND,
    HOLIDAY,
    WORKED_WEEKEND;

    boolean isWorked() {
      return this == WORKDAY || this == WORKED_WEEKEND;
    }
  }

  public boolean isWorkday() {
    return kind.isWorked();
  }
}
