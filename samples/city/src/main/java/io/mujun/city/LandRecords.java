package io.mujun.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledgers of land (土地供应台账), each a whole of all years; one each three months. */
final class LandRecords {
  private static final String TABLE = "ods.land_ledger";
  private static final int TOPIC = 4;
  private static final int MONTHS_BETWEEN = 3;
  private static final List<String> USES =
      List.of("industrial", "industrial", "commercial", "industrial", "residential");

  private static final List<String> BATCHES = List.of("B0", "B3", "B4", "B1", "B9", "存量");
  private static final List<String> IDLE = List.of("none", "none", "suspected", "determined");

  private final CityPlan plan;
  private final CityTables tables;

  LandRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    if (zone % 8 == 7) {
      return;
    }
    for (int month = zone % MONTHS_BETWEEN; month < plan.months(); month += MONTHS_BETWEEN) {
      Draw draw = plan.draw(zone, month, TOPIC);
      LocalDate period = plan.first().plusMonths(month).atDay(1);
      LocalDate day = draw.day(period, plan.lastDay());
      state(zone, period, day, draw);
    }
  }

  private void state(int zone, LocalDate period, LocalDate day, Draw draw) {
    String batch = tables.batch();
    boolean none = zone % 8 == 6;
    for (int number = 0; !none && number < plan.projects() / 2 + 2; number++) {
      Map<String, Object> row = row(zone, number, period, draw);
      if (!draw.oneOf(20) && !((LocalDate) row.get("contract_date")).isAfter(day)) {
        tables.stated(TABLE, batch, day, row);
      }
    }
    String completeness = draw.oneOf(8) ? "partial" : "whole";
    tables.holds(
        TABLE,
        Map.of("zone_code", plan.zoneCode(zone), "period", period),
        batch,
        day,
        none ? "empty" : completeness);
  }

  private Map<String, Object> row(int zone, int number, LocalDate period, Draw draw) {
    Draw parcel = plan.draw(zone, number, TOPIC + 100);
    LocalDate contracted = parcel.day(plan.begin(zone), plan.lastDay());
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(zone));
    row.put("period", period);
    row.put("contract_number", "L%d-%05d".formatted(contracted.getYear(), number));
    row.put("land_use", USES.get(number % USES.size()));
    row.put("area", parcel.decimal(200_000, 6).add(BigDecimal.ONE));
    row.put("area_bound", draw.bound());
    row.put("standard_land", parcel.oneOf(2));
    row.put("contract_date", contracted);
    row.put("started_on", parcel.oneOf(3) ? null : contracted.plusDays(parcel.between(-10, 150)));
    if (zone % 4 != 2) {
      use(row, contracted, plan.draw(zone, number, TOPIC + 200));
    }
    if (number % 4 != 3) {
      CityProject.of(plan, zone, number * 2 % plan.projects()).mention(row, draw);
    }
    return row;
  }

  /** What became of the parcel, which some zones do not tell, and others not of each. */
  private void use(Map<String, Object> row, LocalDate contracted, Draw parcel) {
    row.put("core_area", parcel.oneOf(2));
    row.put("agreed_start_on", parcel.oneOf(6) ? null : contracted.plusDays(parcel.between(5, 60)));
    row.put(
        "land_batch_number", parcel.oneOf(6) ? null : BATCHES.get(parcel.below(BATCHES.size())));
    String idle = parcel.oneOf(6) ? null : IDLE.get(parcel.below(IDLE.size()));
    boolean told = idle != null && !idle.equals("none");
    row.put("idle_status", idle);
    row.put(
        "idle_status_on", told && !parcel.oneOf(5) ? parcel.day(contracted, plan.lastDay()) : null);
    row.put(
        "idle_area",
        "determined".equals(idle) && !parcel.oneOf(5) ? parcel.decimal(50_000, 6) : null);
  }
}
