package io.mujun.record.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Serial numbers of days, as spreadsheets store dates (1900 system). */
public final class SpreadsheetDates {
  private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
  private static final BigDecimal EARLIEST = BigDecimal.valueOf(20_000);
  private static final BigDecimal LATEST = BigDecimal.valueOf(73_051);
  private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

  private SpreadsheetDates() {}

  /** The day and time of a serial number between 1954 and 2100; null outside. */
  public static LocalDateTime fromSerial(BigDecimal serial) {
    if (serial.compareTo(EARLIEST) < 0 || serial.compareTo(LATEST) >= 0) {
      return null;
    }
    BigDecimal days = serial.setScale(0, RoundingMode.FLOOR);
    long seconds =
        serial.subtract(days).multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return EPOCH.plusDays(days.longValueExact()).atStartOfDay().plusSeconds(seconds);
  }
}
