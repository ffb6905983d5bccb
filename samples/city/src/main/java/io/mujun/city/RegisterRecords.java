package io.mujun.city;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/** The exchange database's register of projects and monthly returns of investment. */
final class RegisterRecords {
  private static final String REGISTER = "ods.project_register";
  private static final String STATISTICS = "ods.investment_statistics";
  private static final int TOPIC = 5;

  private final CityPlan plan;
  private final CityTables tables;

  RegisterRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    for (int number = 0; number < plan.projects(); number++) {
      CityProject project = CityProject.of(plan, zone, number);
      Draw draw = plan.draw(zone, number, TOPIC);
      if (number % 6 != 5) {
        register(project, draw);
      }
      if (number % 3 != 0) {
        for (int month = 0; month < plan.months() - 1; month++) {
          returned(project, plan.first().plusMonths(month), draw);
        }
      }
    }
  }

  private void register(CityProject project, Draw draw) {
    LocalDate day = plan.untilLastDay(project.filedOn().plusDays(draw.between(1, 20)));
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(project.zone()));
    row.put("project_code", project.code());
    row.put("project_name", project.name());
    row.put("credit_code", draw.oneOf(10) ? null : project.creditCode());
    row.put("category", project.category());
    row.put(
        "planned_investment",
        draw.oneOf(20) ? null : draw.decimal(draw.oneOf(6) ? 9_000_000 : 900_000_000, 2));
    row.put("filed_on", draw.oneOf(15) ? null : project.filedOn());
    LocalDate startedOn = project.filedOn().plusDays(draw.between(10, 200));
    boolean isStarted = !draw.oneOf(4) && !startedOn.isAfter(plan.lastDay());
    row.put("started_on", isStarted ? startedOn : null);
    row.put(
        "entered_statistics_on",
        isStarted && !draw.oneOf(3) ? startedOn.plusDays(draw.between(0, 90)) : null);
    row.put("commitment_eligible", draw.oneOf(10) ? null : !draw.oneOf(3));
    row.put("proxy_eligible", draw.oneOf(10) ? null : !draw.oneOf(3));
    String database = plan.exchange(project.zone());
    tables.operated(REGISTER, DatabaseOperation.insert(1), database, day, row);
    if (draw.oneOf(3)) {
      LocalDate later = draw.day(day, plan.lastDay());
      Map<String, Object> changed = new HashMap<>(row);
      changed.put("project_name", project.written(draw));
      changed.put("commitment_eligible", !draw.oneOf(4));
      tables.operated(REGISTER, DatabaseOperation.update(3), database, later, changed);
      if (draw.oneOf(3)) {
        changed.put("proxy_eligible", draw.oneOf(2));
        tables.operated(
            REGISTER,
            DatabaseOperation.update(2),
            database,
            draw.day(later, plan.lastDay()),
            changed);
      }
    }
    if (draw.oneOf(25)) {
      tables.operated(
          REGISTER, DatabaseOperation.delete(4), database, draw.day(day, plan.lastDay()), row);
    }
  }

  private void returned(CityProject project, YearMonth month, Draw draw) {
    if (draw.oneOf(12)) {
      return;
    }
    LocalDate day = plan.untilLastDay(month.plusMonths(1).atDay(draw.between(6, 12)));
    String database = plan.exchange(project.zone());
    Map<String, Object> row = returns(project, month, draw);
    tables.operated(STATISTICS, DatabaseOperation.insert(1), database, day, row);
    if (draw.oneOf(6)) {
      LocalDate later = draw.day(day, plan.lastDay());
      tables.operated(
          STATISTICS, DatabaseOperation.update(5), database, later, returns(project, month, draw));
      if (draw.oneOf(3)) {
        tables.operated(
            STATISTICS,
            DatabaseOperation.update(3),
            database,
            draw.day(later, plan.lastDay()),
            returns(project, month, draw));
      }
    }
    if (draw.oneOf(20)) {
      tables.operated(
          STATISTICS,
          DatabaseOperation.insert(1),
          database + "_new",
          draw.day(day, plan.lastDay()),
          returns(project, month, draw));
    }
    if (draw.oneOf(30)) {
      tables.operated(
          STATISTICS, DatabaseOperation.delete(9), database, draw.day(day, plan.lastDay()), row);
    }
  }

  private Map<String, Object> returns(CityProject project, YearMonth month, Draw draw) {
    BigDecimal ytd =
        draw.decimal(80_000_000, 2).multiply(BigDecimal.valueOf(month.getMonthValue()));
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(project.zone()));
    row.put("project_code", project.code());
    row.put("project_name", project.written(draw));
    row.put("period", month.atDay(1));
    row.put("month_investment", ytd.divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP));
    row.put("ytd_investment", draw.oneOf(25) ? null : ytd);
    row.put("cumulative_investment", ytd.add(ytd));
    return row;
  }
}
