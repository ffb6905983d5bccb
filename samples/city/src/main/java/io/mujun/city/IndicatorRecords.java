package io.mujun.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Indicators of parcels by stage (控制指标), and the assessments of regions (区域评估). */
final class IndicatorRecords {
  private static final String INDICATORS = "ods.parcel_indicator";
  private static final String ASSESSMENTS = "ods.region_assessment";
  private static final int TOPIC = 14;
  private static final List<String> NAMES =
      List.of("investment_intensity", "floor_area_ratio", "tax_intensity", "energy");
  private static final List<String> STAGES =
      List.of("rule", "promised", "accepted", "reviewed", "accepted", "reviewed", "inspected");

  private final CityPlan plan;
  private final CityTables tables;

  IndicatorRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    Draw draw = plan.draw(zone, 0, TOPIC);
    if (zone % 7 != 5) {
      indicators(zone, draw);
    }
    if (zone % 7 != 6) {
      assessments(zone, draw);
    }
  }

  private void indicators(int zone, Draw draw) {
    LocalDate day = draw.day(plan.begin(zone), plan.lastDay());
    String batch = tables.batch();
    boolean none = zone % 7 == 4;
    for (int number = 0; !none && number < 30; number++) {
      String stage = zone % 7 == 3 ? "rule" : STAGES.get(draw.below(STAGES.size()));
      LocalDate determined = draw.day(plan.begin(zone), plan.lastDay());
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("record_number", "R" + number);
      row.put("stage", stage);
      row.put("indicator", NAMES.get(draw.below(NAMES.size())));
      row.put("contract_number", stage.equals("rule") ? null : "L" + draw.below(8));
      row.put("fixed_investment", draw.oneOf(5) ? null : draw.decimal(900_000_000, 2));
      row.put("fixed_investment_bound", row.get("fixed_investment") == null ? null : draw.bound());
      row.put("land_area", draw.oneOf(8) ? null : draw.decimal(200_000, 6).add(BigDecimal.ONE));
      row.put(
          "due_on", stage.equals("reviewed") ? determined.plusDays(draw.between(-30, 60)) : null);
      row.put("determined_on", draw.oneOf(6) ? null : determined);
      row.put("passed", draw.oneOf(6) ? null : !draw.oneOf(4));
      row.put("list_complete", draw.oneOf(8) ? null : !draw.oneOf(6));
      tables.stated(INDICATORS, batch, day, row);
    }
    holds(INDICATORS, zone, batch, day, none ? "empty" : completeness(draw));
  }

  private void assessments(int zone, Draw draw) {
    LocalDate day = draw.day(plan.begin(zone), plan.lastDay());
    String batch = tables.batch();
    boolean none = zone % 7 == 2;
    for (int number = 0; !none && number < 12; number++) {
      LocalDate listed = draw.day(plan.begin(zone), plan.lastDay());
      LocalDate done = draw.oneOf(4) ? null : draw.day(listed, plan.lastDay());
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("reading", number < 10 ? "一" : "二");
      row.put("assessment_type", "评估" + number);
      row.put("preferred", number < 10);
      row.put("listed_on", listed);
      row.put("done_on", done);
      row.put("valid_to", draw.oneOf(2) ? null : listed.plusDays(draw.between(-10, 120)));
      tables.stated(ASSESSMENTS, batch, day, row);
    }
    holds(ASSESSMENTS, zone, batch, day, none ? "empty" : completeness(draw));
  }

  private void holds(String table, int zone, String batch, LocalDate day, String completeness) {
    tables.holds(table, Map.of("zone_code", plan.zoneCode(zone)), batch, day, completeness);
  }

  private static String completeness(Draw draw) {
    return draw.oneOf(6) ? "partial" : "whole";
  }
}
