package io.mujun.warehouse.time;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.CodeTable;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Working days by the State Council's yearly notices (办公厅关于节假日安排的通知): weekdays less statutory
 * holidays, plus worked weekends. Covers whole years, from the first to the last that the code file
 * mentions; a date outside is refused rather than guessed.
 */
public final class WorkingCalendar {
  private final NavigableMap<LocalDate, CalendarDay> days = new TreeMap<>();
  private final NavigableMap<Integer, LocalDate> workdays = new TreeMap<>();

  private WorkingCalendar(Map<LocalDate, CalendarDay> exceptions, int firstYear, int lastYear) {
    int sequence = 0;
    LocalDate end = LocalDate.of(lastYear, 12, 31);
    for (LocalDate date = LocalDate.of(firstYear, 1, 1); !date.isAfter(end); ) {
      CalendarDay exception = exceptions.get(date);
      CalendarDay.Kind kind = exception == null ? ordinary(date) : exception.kind();
      if (kind.isWorked()) {
        sequence++;
        workdays.put(sequence, date);
      }
      days.put(
          date, new CalendarDay(date, kind, exception == null ? null : exception.name(), sequence));
      date = date.plusDays(1);
    }
  }

  /**
   * Reads a code file with the header {@code date,kind,name,source}, where kind is {@code holiday}
   * or {@code worked_weekend}.
   *
   * @throws MujunException {@code CODES_INVALID} where a date or kind cannot be read
   */
  public static WorkingCalendar read(Path file) {
    Map<LocalDate, CalendarDay> exceptions = new HashMap<>();
    for (Map<String, String> row : CodeTable.read(file).rows()) {
      try {
        LocalDate date = LocalDate.parse(row.get("date"));
        CalendarDay.Kind kind = CalendarDay.Kind.valueOf(row.get("kind").toUpperCase(Locale.ROOT));
        exceptions.put(date, new CalendarDay(date, kind, row.get("name"), 0));
      } catch (RuntimeException invalid) {
        throw new MujunException("CODES_INVALID", file + ": cannot read the row " + row, invalid);
      }
    }
    if (exceptions.isEmpty()) {
      throw new MujunException("CODES_INVALID", file + ": lists no day.");
    }
    List<Integer> years = exceptions.keySet().stream().map(LocalDate::getYear).sorted().toList();
    return new WorkingCalendar(exceptions, years.get(0), years.get(years.size() - 1));
  }

  /** Every day that the calendar covers, in order. */
  public List<CalendarDay> days() {
    return List.copyOf(days.values());
  }

  /**
   * What the calendar says of a date.
   *
   * @throws MujunException {@code DATE_OUTSIDE_CALENDAR} where no notice covers the date
   */
  public CalendarDay day(LocalDate date) {
    CalendarDay day = days.get(date);
    if (day == null) {
      throw new MujunException(
          "DATE_OUTSIDE_CALENDAR",
          "%s is outside the official calendar, which covers %s to %s. Add the year's notice to"
                  .formatted(date, days.firstKey(), days.lastKey())
              + " warehouse/codes/calendar.csv.");
    }
    return day;
  }

  public boolean isWorkday(LocalDate date) {
    return day(date).isWorkday();
  }

  /** The day {@code count} working days after {@code date}; the day itself is not counted. */
  public LocalDate plusWorkdays(LocalDate date, int count) {
    LocalDate result = workdays.get(day(date).workdaySequence() + count);
    if (result == null) {
      throw new MujunException(
          "DATE_OUTSIDE_CALENDAR",
          "%d working days after %s lies outside the official calendar.".formatted(count, date));
    }
    return result;
  }

  /** Working days after {@code from}, up to and including {@code to}. */
  public int workdaysBetween(LocalDate from, LocalDate to) {
    return day(to).workdaySequence() - day(from).workdaySequence();
  }

  private static CalendarDay.Kind ordinary(LocalDate date) {
    DayOfWeek weekday = date.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY
        ? CalendarDay.Kind.WEEKEND
        : CalendarDay.Kind.WORKDAY;
  }
}
