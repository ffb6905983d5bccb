package io.mujun.city;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/** The ledgers of investment (固定资产投资台账), one a month. */
final class LedgerRecords {
  private static final String TABLE = "ods.investment_ledger";
  private static final int TOPIC = 2;
  private static final int MONTHS_OF_YEAR = 12;

  private final CityPlan plan;
  private final CityTables tables;

  LedgerRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    for (int month = 0; month < plan.months(); month++) {
      month(zone, plan.first().plusMonths(month), plan.draw(zone, month, TOPIC));
    }
  }

  private void month(int zone, YearMonth month, Draw draw) {
    if (draw.oneOf(10)) {
      return;
    }
    LocalDate last = plan.lastDay();
    LocalDate due = month.plusMonths(1).atDay(draw.between(3, 14));
    LocalDate day = due.isAfter(last) ? last.minusDays(draw.below(5)) : due;
    Map<String, Object> scope = scope(zone, month);
    String first = state(zone, month, day, draw);
    tables.holds(TABLE, scope, first, day, draw.oneOf(12) ? "partial" : "whole");
    if (draw.oneOf(15)) {
      tables.holds(TABLE, scope, tables.batch(), day, "empty");
    }
    if (draw.oneOf(15)) {
      state(zone, month, day, draw);
    }
    if (draw.oneOf(4)) {
      LocalDate later = draw.day(day, last);
      String second = state(zone, month, later, draw);
      tables.holds(TABLE, scope, second, later, draw.oneOf(12) ? "partial" : "whole");
      if (draw.oneOf(5)) {
        boolean back = draw.oneOf(2);
        LocalDate then = draw.day(later, last);
        tables.holds(TABLE, scope, back ? first : null, then, back ? "whole" : null);
      }
    }
  }

  void restate(int zone, LocalDate day) {
    YearMonth month = plan.first().plusMonths(plan.months() - 1L);
    Draw draw = plan.draw(zone, (int) day.toEpochDay(), TOPIC);
    String batch = state(zone, month, day, draw);
    tables.holds(TABLE, scope(zone, month), batch, day, "whole");
  }

  private String state(int zone, YearMonth month, LocalDate day, Draw draw) {
    String batch = tables.batch();
    for (int number = 0; number < plan.projects(); number++) {
      CityProject project = CityProject.of(plan, zone, number);
      if (!project.isNamesake() && !draw.oneOf(15)) {
        tables.stated(TABLE, batch, day, row(project, month, draw));
      }
    }
    return batch;
  }

  private Map<String, Object> scope(int zone, YearMonth month) {
    return Map.of("zone_code", plan.zoneCode(zone), "period", month.atDay(1));
  }

  private Map<String, Object> row(CityProject project, YearMonth month, Draw draw) {
    Map<String, Object> row = new HashMap<>(scope(project.zone(), month));
    project.mention(row, draw);
    row.put("enterprise_name", "企业" + project.creditCode());
    row.put("category", project.category());
    row.put("key_project", project.number() % 7 == 6 ? null : project.number() % 3 == 0);
    BigDecimal plan = plan(project, draw);
    BigDecimal part = BigDecimal.valueOf(draw.between(40, 130), 2);
    BigDecimal ytd =
        plan.multiply(part)
            .multiply(BigDecimal.valueOf(month.getMonthValue()))
            .divide(BigDecimal.valueOf(MONTHS_OF_YEAR), 2, RoundingMode.HALF_UP);
    amount(row, "total_investment", plan.multiply(BigDecimal.TEN), draw);
    boolean unplanned = project.number() % 6 == 1 || project.zone() % 19 == 3;
    amount(row, "annual_plan", unplanned ? null : plan, draw);
    amount(row, "month_investment", ytd.divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP), draw);
    amount(row, "ytd_investment", draw.oneOf(20) ? null : ytd, draw);
    amount(row, "cumulative_investment", draw.oneOf(20) ? null : ytd.add(plan), draw);
    row.put("started_on", project.filedOn().plusDays(40));
    row.put("responsible_unit", "责任单位" + project.number() % 5);
    return row;
  }

  /** Some plans are exactly met, or nothing. */
  private static BigDecimal plan(CityProject project, Draw draw) {
    BigDecimal amount = draw.decimal(900_000_000L, 2).add(BigDecimal.valueOf(1_000_000));
    return switch (project.number() % 13) {
      case 5 -> BigDecimal.ZERO;
      case 6 -> BigDecimal.valueOf(12_000_000);
      default -> amount;
    };
  }

  private static void amount(Map<String, Object> row, String column, BigDecimal amount, Draw draw) {
    row.put(column, amount);
    row.put(column + "_bound", amount == null ? null : draw.bound());
  }
}
