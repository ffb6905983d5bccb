package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import io.mujun.record.value.SpreadsheetDates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a number in a workbook was shown as: a date, a share, or a number of so many decimals. */
final class NumberFormats {
  private static final int DAYS_FROM_1900_TO_1904 = 1462;
  private static final MathContext SPREADSHEET = new MathContext(15, RoundingMode.HALF_UP);
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.");
  private static final Pattern FIXED = Pattern.compile("[#,]*0\\.(0+) *");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private NumberFormats() {}

  /**
   * The cell of a stored number.
   *
   * @param format the number format, or null
   * @param formatId id of a built-in format, or null
   */
  static Cell cell(
      String reference, BigDecimal stored, String format, Integer formatId, Epoch epoch) {
    BigDecimal number = stored.round(SPREADSHEET);
    String shape = format == null ? "" : LITERAL.matcher(format).replaceAll("");
    if (isDate(shape, formatId)) {
      BigDecimal shift = BigDecimal.valueOf(epoch == Epoch.OF_1904 ? DAYS_FROM_1900_TO_1904 : 0);
      LocalDateTime time = SpreadsheetDates.fromSerial(number.add(shift));
      if (time != null) {
        return new Cell(reference, iso(time), Cell.Kind.DATE);
      }
    }
    if (shape.contains("%")) {
      return new Cell(reference, plain(number.movePointRight(2)) + "%", Cell.Kind.NUMBER);
    }
    Matcher fixed = FIXED.matcher(shape);
    if (fixed.matches() && number.scale() < fixed.group(1).length()) {
      return new Cell(
          reference, number.setScale(fixed.group(1).length()).toPlainString(), Cell.Kind.NUMBER);
    }
    return new Cell(reference, plain(number), Cell.Kind.NUMBER);
  }

  private static String iso(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : SECONDS.format(time);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean isDate(String shape, Integer id) {
    if (id != null
        && ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))) {
      return true;
    }
    return !shape.equalsIgnoreCase("General")
        && shape.chars().anyMatch(c -> "yYdDmM".indexOf(c) >= 0)
        && shape.chars().noneMatch(c -> c == '0' || c == '#');
  }

  /** From when a workbook counts its days. */
  enum Epoch {
    OF_1900,
    OF_1904
  }
}
