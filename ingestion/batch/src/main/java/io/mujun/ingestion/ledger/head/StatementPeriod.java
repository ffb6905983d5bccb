package io.mujun.ingestion.ledger.head;

import io.mujun.ingestion.ledger.head.PeriodWords.Mention;
import io.mujun.ingestion.ledger.head.PeriodWords.Span;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.source.Layout;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The period that a statement is about, as the rows above its header say. All that they say of it
 * has to agree. Figures from January to a month are the statement of that month.
 *
 * @param property the property that it becomes
 * @param value a date (first day of the month) or a year
 * @param year the year, which 今年 in a cell means
 */
public record StatementPeriod(String property, Object value, int year) {
  private static final int EARLIEST_YEAR = 1990;

  /**
   * Reads the period from the rows above the header.
   *
   * @param head the texts above the header
   * @param receivedOn a statement cannot be about a later month
   * @throws FileRefusedException where no period is told, or several, or one that cannot be
   */
  public static StatementPeriod read(
      Layout layout, List<String> head, LocalDate receivedOn, IngestRules rules)
      throws FileRefusedException {
    Layout.Period period = layout.period();
    PhysicalType.Kind kind =
        rules
            .contracts()
            .table(layout.table())
            .property(period.property())
            .orElseThrow()
            .type()
            .kind();
    List<Mention> told = head.stream().flatMap(line -> PeriodWords.in(line).stream()).toList();
    Month month = kind == PhysicalType.Kind.DATE ? month(told, period) : year(told, period);
    if (month.year() < EARLIEST_YEAR
        || month.month() < 1
        || month.month() > 12
        || LocalDate.of(month.year(), month.month(), 1).isAfter(receivedOn)) {
      throw new FileRefusedException(
          "PERIOD_IMPOSSIBLE",
          month.text(),
          "报告期“%s”不合理：早于 %d 年、月份不对或晚于接收日期 %s，请核对标题"
              .formatted(month.text(), EARLIEST_YEAR, receivedOn));
    }
    Object value =
        kind == PhysicalType.Kind.DATE
            ? LocalDate.of(month.year(), month.month(), 1)
            : (Object) month.year();
    return new StatementPeriod(period.property(), value, month.year());
  }

  private static Month year(List<Mention> told, Layout.Period period) throws FileRefusedException {
    Set<Integer> years = years(told);
    if (years.isEmpty()) {
      throw missing(period, "年份（如“2024年度”）");
    }
    requireOne(years, told);
    int year = years.iterator().next();
    return new Month(year, 1, year + "年");
  }

  private static Month month(List<Mention> told, Layout.Period period) throws FileRefusedException {
    List<Mention> months = told.stream().filter(mention -> mention.span() != Span.YEAR).toList();
    if (months.isEmpty()) {
      throw missing(period, "报告期（如“2024年10月”）");
    }
    for (Mention mention : months) {
      if (mention.span() == Span.PART) {
        throw new FileRefusedException(
            "PERIOD_PARTIAL",
            mention.text(),
            "报告期“%s”不是某个月，也不是从 1 月到某月底，分不清是哪个月的报表，请写明（如“2024年10月”或“2024年1-10月”）"
                .formatted(mention.text()));
      }
    }
    Set<Integer> years = years(months);
    if (years.isEmpty()) {
      years = years(told);
    }
    Set<Month> found = new LinkedHashSet<>();
    for (Mention mention : months) {
      if (mention.year() == null) {
        if (years.isEmpty()) {
          throw new FileRefusedException(
              "PERIOD_MISSING",
              mention.text(),
              "报告期“%s”没有写明是哪一年，请在标题中写全（如“2024年10月”）".formatted(mention.text()));
        }
        requireOne(years, told);
      }
      int year = mention.year() == null ? years.iterator().next() : mention.year();
      found.add(new Month(year, mention.month(), mention.text()));
    }
    requireOne(
        found.stream().map(month -> month.year() * 100 + month.month()).collect(Collectors.toSet()),
        months);
    return found.iterator().next();
  }

  private static Set<Integer> years(List<Mention> told) {
    return told.stream()
        .map(Mention::year)
        .filter(year -> year != null)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void requireOne(Set<Integer> periods, List<Mention> told)
      throws FileRefusedException {
    if (periods.size() > 1) {
      List<String> texts = told.stream().map(Mention::text).distinct().toList();
      throw new FileRefusedException(
          "PERIOD_AMBIGUOUS",
          String.join("、", texts),
          "表头以上写有不同的报告期：“%s”，分不清以哪个为准，请核对后只保留一个".formatted(String.join("”“", texts)));
    }
  }

  private static FileRefusedException missing(Layout.Period period, String what) {
    return new FileRefusedException(
        "PERIOD_MISSING", null, "第 %d 行应写明%s，现在表头以上都没有，请补上".formatted(period.row(), what));
  }

  /**
   * A month and how it is written.
   *
   * @param month from 1, as written: it may be no month
   */
  private record Month(int year, int month, String text) {}
}
