package io.mujun.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledgers of projects by round (三个一批), each a whole of all rounds: what was signed begins
 * later, or not, and some of what begins was never signed.
 */
final class StageRecords {
  private static final String TABLE = "ods.project_stage";
  private static final int TOPIC = 13;
  private static final int PROJECTS = 12;
  private static final int DAYS_BETWEEN_ROUNDS = 60;
  private static final List<String> STAGES = List.of("signed", "started", "producing", "on_target");

  private final CityPlan plan;
  private final CityTables tables;

  StageRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    if (zone % 5 == 3) {
      return;
    }
    Draw draw = plan.draw(zone, 0, TOPIC);
    String batch = tables.batch();
    boolean none = zone % 10 == 6;
    if (!none) {
      for (int number = 0; number < PROJECTS; number++) {
        stages(zone, number, batch, draw);
      }
    }
    String completeness = draw.oneOf(8) ? "partial" : "whole";
    tables.holds(
        TABLE,
        Map.of("zone_code", plan.zoneCode(zone)),
        batch,
        plan.lastDay(),
        none ? "empty" : completeness);
  }

  private void stages(int zone, int number, String batch, Draw draw) {
    int round = draw.below(3);
    int first = draw.oneOf(4) ? 1 : 0;
    int last = draw.between(first, STAGES.size() - 1);
    for (int stage = first; stage <= last; stage++) {
      LocalDate held = plan.begin(zone).plusDays((long) round * DAYS_BETWEEN_ROUNDS);
      if (held.isAfter(plan.lastDay())) {
        return;
      }
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("project_number", "P" + number);
      row.put("stage", STAGES.get(stage));
      row.put("round", "第%d次".formatted(round + 1));
      row.put("round_on", held);
      row.put("stage_on", held.minusDays(draw.between(0, 30)));
      amount(row, "contracted_amount", draw);
      amount(row, "paid_in_amount", draw);
      amount(row, "expected_output", draw);
      amount(row, "actual_output", draw);
      CityProject.of(plan, zone, number % plan.projects()).mention(row, draw);
      tables.stated(TABLE, batch, plan.lastDay(), row);
      round += draw.between(0, 2);
    }
  }

  private static void amount(Map<String, Object> row, String column, Draw draw) {
    BigDecimal amount = draw.oneOf(5) ? null : draw.decimal(100_000_000, 2);
    row.put(column, amount);
    row.put(column + "_bound", amount == null ? null : draw.bound());
  }
}
