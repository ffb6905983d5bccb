package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.IngestRules;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.source.LedgerSource;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The period that a statement is about, as its title says.
 *
 * @param property the property that it becomes
 * @param value a date (first day of the month) or a year
 * @param year the year, which 今年 in a cell means
 */
record StatementPeriod(String property, Object value, int year) {
  private static final int EARLIEST_YEAR = 1990;

  /**
   * Reads the period from its row, or from where the row stands when the header has moved.
   *
   * @param receivedOn a statement cannot be about a later month
   */
  static StatementPeriod read(
      LedgerSource layout, HeaderRows head, int shift, LocalDate receivedOn, IngestRules rules)
      throws FileRefusedException {
    LedgerSource.Period period = layout.period();
    Pattern pattern = Pattern.compile(period.pattern());
    Matcher matcher = pattern.matcher(Texts.halfWidth(head.line(period.row() + shift)));
    if (!matcher.find()) {
      matcher = pattern.matcher(Texts.halfWidth(head.line(period.row())));
    }
    matcher.reset();
    if (!matcher.find()) {
      throw new FileRefusedException(
          "PERIOD_MISSING",
          head.line(period.row()),
          "第 %d 行应写明报告期（如“2024年10月”），现为“%s”，请补上".formatted(period.row(), head.line(period.row())));
    }
    int year = Integer.parseInt(matcher.group(1));
    int month = matcher.groupCount() == 2 ? Integer.parseInt(matcher.group(2)) : 1;
    if (year < EARLIEST_YEAR
        || month < 1
        || month > 12
        || LocalDate.of(year, month, 1).isAfter(receivedOn)) {
      throw new FileRefusedException(
          "PERIOD_IMPOSSIBLE",
          matcher.group(),
          "报告期“%s”不合理：早于 %d 年、月份不对或晚于接收日期 %s，请核对标题"
              .formatted(matcher.group(), EARLIEST_YEAR, receivedOn));
    }
    PhysicalType.Kind kind =
        rules
            .contracts()
            .table(layout.table())
            .property(period.property())
            .orElseThrow()
            .type()
            .kind();
    Object value = kind == PhysicalType.Kind.DATE ? LocalDate.of(year, month, 1) : (Object) year;
    return new StatementPeriod(period.property(), value, year);
  }
}
