package io.mujun.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The one place that asks what day and time it is; from there on both are parameters. */
final class Dates {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private Dates() {}

  /** The day given, or today in Asia/Shanghai. */
  static LocalDate orToday(LocalDate given) {
    return given == null ? LocalDate.now(ZONE) : given;
  }

  /** The clock, in Asia/Shanghai. */
  static Clock clock() {
    return Clock.system(ZONE);
  }

  /** The present time of day, on a day that may be another: batches of one day keep their order. */
  static LocalDateTime timeOn(LocalDate day) {
    return day.atTime(LocalTime.now(ZONE).truncatedTo(ChronoUnit.MICROS));
  }
}
