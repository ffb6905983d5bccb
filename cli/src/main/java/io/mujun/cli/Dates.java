package io.mujun.cli;

import java.time.LocalDate;
import java.time.ZoneId;

/** The one place that asks what day it is; from there on the date is a parameter. */
final class Dates {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private Dates() {}

  static LocalDate orToday(LocalDate given) {
    return given == null ? LocalDate.now(ZONE) : given;
  }
}
