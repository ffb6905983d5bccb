package io.mujun.record.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates as offices write them. A month alone stands for its first day, 月底 for its last. A
 * year that is not written is the statement's.
 */
final class DateReader {
  private static final int EARLIEST_YEAR = 1949;
  private static final int LATEST_YEAR = 2100;
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[T ](.+))?");
  private static final Pattern COMPACT_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern MONTH =
      Pattern.compile("(?:(\\d{4})年|(今年|本年|去年|上年)|(?=\\d{1,2}月))(\\d{1,2})月(份|初|底|末|(\\d{1,2})日)?");
  private static final Pattern NUMERIC_MONTH = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})");
  private static final Pattern COMPACT_MONTH = Pattern.compile("(\\d{4})(\\d{2})");
  private static final Pattern SERIAL = Pattern.compile("\\d{1,9}(\\.\\d+)?");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?");

  private final Integer statementYear;

  /**
   * @param statementYear year of the statement's period, or null
   */
  DateReader(Integer statementYear) {
    this.statementYear = statementYear;
  }

  /** Reads a day; a time of day is dropped. */
  Reading readDate(Cell cell) {
    Reading reading = readTimestamp(cell);
    return reading.value() instanceof LocalDateTime time ? Reading.of(time.toLocalDate()) : reading;
  }

  /** Reads a local point in time; a day alone is its beginning. */
  Reading readTimestamp(Cell cell) {
    String text =
        Texts.halfWidth(cell.text()).strip().replaceAll(" *([年月]) *", "$1").replaceAll(" +日", "日");
    try {
      LocalDateTime value = parse(text, cell.kind());
      if (value == null) {
        return unreadable(cell);
      }
      if (value.getYear() < EARLIEST_YEAR || value.getYear() > LATEST_YEAR) {
        return Reading.fault("DATE_OUT_OF_RANGE", "的“" + Shown.text(cell.text()) + "”不在合理的年份内，请核对");
      }
      return Reading.of(value);
    } catch (AmbiguousMonthException ambiguous) {
      return Reading.fault(
          "DATE_AMBIGUOUS",
          "的“%s”分不清是 1 月还是 10 月（电子表格会把 2024.10 存成 2024.1），请改写为“2024年10月”这样的文字"
              .formatted(Shown.text(cell.text())));
    } catch (DateTimeException noSuchDay) {
      return unreadable(cell);
    }
  }

  private static Reading unreadable(Cell cell) {
    return Reading.fault(
        "DATE_EXPECTED", "应填日期，现为“" + Shown.text(cell.text()) + "”，请写成“2024年4月5日”或“2024-04-05”");
  }

  private LocalDateTime parse(String text, Cell.Kind kind) {
    Matcher day = DAY.matcher(text);
    if (day.matches()) {
      LocalTime time = day.group(4) == null ? LocalTime.MIN : time(day.group(4));
      return time == null
          ? null
          : LocalDate.of(number(day, 1), number(day, 2), number(day, 3)).atTime(time);
    }
    Matcher compact = COMPACT_DAY.matcher(text);
    if (compact.matches()) {
      return LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3))
          .atStartOfDay();
    }
    Matcher month = MONTH.matcher(text);
    if (month.matches()) {
      return month(month);
    }
    Matcher numeric = NUMERIC_MONTH.matcher(text);
    if (numeric.matches()) {
      if (kind != Cell.Kind.TEXT && numeric.group(2).equals(".") && numeric.group(3).equals("1")) {
        throw new AmbiguousMonthException();
      }
      return YearMonth.of(number(numeric, 1), number(numeric, 3)).atDay(1).atStartOfDay();
    }
    Matcher compactMonth = COMPACT_MONTH.matcher(text);
    if (compactMonth.matches()) {
      return YearMonth.of(number(compactMonth, 1), number(compactMonth, 2)).atDay(1).atStartOfDay();
    }
    return kind == Cell.Kind.NUMBER && SERIAL.matcher(text).matches()
        ? SpreadsheetDates.fromSerial(new BigDecimal(text))
        : null;
  }

  private LocalDateTime month(Matcher month) {
    Integer year = year(month);
    if (year == null) {
      return null;
    }
    YearMonth yearMonth = YearMonth.of(year, number(month, 3));
    String suffix = month.group(4) == null ? "" : month.group(4);
    if (suffix.equals("底") || suffix.equals("末")) {
      return yearMonth.atEndOfMonth().atStartOfDay();
    }
    return LocalDate.of(
            year, yearMonth.getMonthValue(), month.group(5) == null ? 1 : number(month, 5))
        .atStartOfDay();
  }

  private Integer year(Matcher month) {
    if (month.group(1) != null) {
      return number(month, 1);
    }
    if (statementYear == null) {
      return null;
    }
    String word = month.group(2) == null ? "今年" : month.group(2);
    return word.startsWith("去") || word.startsWith("上") ? statementYear - 1 : statementYear;
  }

  private static LocalTime time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return null;
    }
    int second = time.group(3) == null ? 0 : number(time, 3);
    int nano =
        time.group(4) == null ? 0 : Integer.parseInt((time.group(4) + "00000000").substring(0, 9));
    return LocalTime.of(number(time, 1), number(time, 2), second, nano);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** 2024.1 that may have been 2024.10. */
  private static final class AmbiguousMonthException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
