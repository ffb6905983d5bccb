package io.mujun.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The ledgers of annual targets (年度目标台账); some are read in two ways. */
final class TargetRecords {
  private static final String TABLE = "ods.target_ledger";
  private static final int TOPIC = 3;

  private final CityPlan plan;
  private final CityTables tables;

  TargetRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    if (zone % 7 == 6) {
      return;
    }
    for (int year = plan.first().getYear(); year <= plan.lastDay().getYear(); year++) {
      Draw draw = plan.draw(zone, year, TOPIC);
      if (!draw.oneOf(8)) {
        LocalDate day = plan.untilLastDay(plan.first().atDay(20).withYear(year));
        state(zone, year, day, draw);
        if (draw.oneOf(3)) {
          state(zone, year, draw.day(day, plan.lastDay()), draw);
        }
      }
    }
  }

  private void state(int zone, int year, LocalDate day, Draw draw) {
    String batch = tables.batch();
    BigDecimal amount =
        zone % 23 == 5
            ? BigDecimal.ZERO
            : draw.decimal(9_000_000_000L, 2).add(BigDecimal.valueOf(100_000_000));
    row(batch, day, zone, year, "all", "plain", true, amount, draw);
    if (zone % 4 == 0) {
      row(batch, day, zone, year, "industry", "excess", true, draw.decimal(500_000_000, 2), draw);
      row(batch, day, zone, year, "industry", "target", false, draw.decimal(500_000_000, 2), draw);
    } else if (zone % 4 != 3) {
      row(batch, day, zone, year, "industry", "plain", true, draw.decimal(500_000_000, 2), draw);
    }
    tables.holds(
        TABLE,
        Map.of("zone_code", plan.zoneCode(zone), "year", year),
        batch,
        day,
        draw.oneOf(10) ? "partial" : "whole");
  }

  private void row(
      String batch,
      LocalDate day,
      int zone,
      int year,
      String scope,
      String reading,
      Object preferred,
      BigDecimal amount,
      Draw draw) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(zone));
    row.put("year", year);
    row.put("investment_scope", scope);
    row.put("target_reading", reading);
    row.put("preferred", preferred);
    row.put("amount", amount);
    row.put("amount_bound", draw.bound());
    tables.stated(TABLE, batch, day, row);
  }
}
