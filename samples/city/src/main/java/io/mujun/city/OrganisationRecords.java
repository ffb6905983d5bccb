package io.mujun.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a zone is organised: staff by tier (人员聘任), events (大事记), appraisals (考核), lists of items
 * (权责清单), and what is added to and taken off its score (评分调整).
 */
final class OrganisationRecords {
  private static final String STAFF = "ods.staff_snapshot";
  private static final String EVENTS = "ods.event";
  private static final String APPRAISALS = "ods.appraisal_item";
  private static final String ITEMS = "ods.delegated_item";
  private static final String ADJUSTMENTS = "ods.score_adjustment";
  private static final int TOPIC = 11;
  private static final List<String> MOVES =
      List.of("promoted_out", "appointed_in", "transferred_in", "transferred_out", "hired");
  private static final List<String> GROUPS =
      List.of("investment_and_projects", "assigned_tasks", "own_duties");
  private static final List<String> LISTS = List.of("granted", "entrusted", "committable", "proxy");

  private final CityPlan plan;
  private final CityTables tables;

  OrganisationRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    Draw draw = plan.draw(zone, 0, TOPIC);
    if (zone % 5 != 4) {
      for (int month = 0; month < plan.months(); month++) {
        staff(zone, plan.first().plusMonths(month), draw);
      }
    }
    if (zone % 6 != 5) {
      events(zone, draw);
    }
    if (zone % 4 != 3) {
      for (int year = plan.first().getYear(); year <= plan.lastDay().getYear(); year++) {
        appraisals(zone, year, draw);
      }
    }
    if (zone % 3 != 0) {
      for (int year = plan.first().getYear(); year <= plan.lastDay().getYear(); year++) {
        adjustments(zone, year, draw);
      }
    }
    if (zone % 3 != 2) {
      items(zone, draw);
    }
  }

  private void staff(int zone, YearMonth month, Draw draw) {
    if (draw.oneOf(7)) {
      return;
    }
    LocalDate day = plan.untilLastDay(month.plusMonths(1).atDay(draw.between(1, 12)));
    Map<String, Object> scope = Map.of("zone_code", plan.zoneCode(zone), "period", month.atDay(1));
    if (draw.oneOf(12)) {
      tables.holds(STAFF, scope, tables.batch(), day, "empty");
      return;
    }
    String batch = tables.batch();
    for (String tier : draw.oneOf(9) ? List.of("leader") : List.of("leader", "middle", "staff")) {
      Map<String, Object> row = new HashMap<>(scope);
      int headcount = draw.between(1, 40);
      row.put("tier", tier);
      row.put("headcount", draw.oneOf(30) ? null : headcount);
      row.put("contracts", tier.equals("leader") ? 0 : draw.between(0, headcount));
      row.put("expiring_contracts", draw.oneOf(6) ? null : draw.between(0, 5));
      tables.stated(STAFF, batch, day, row);
    }
    tables.holds(STAFF, scope, batch, day, draw.oneOf(10) ? "partial" : "whole");
  }

  private void events(int zone, Draw draw) {
    LocalDate day = draw.day(plan.begin(zone), plan.lastDay());
    String batch = tables.batch();
    for (int number = 0; number < 12; number++) {
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("event_number", "E" + number);
      row.put("name", "事项" + number);
      row.put("reported_on", day);
      row.put("happened_on", draw.oneOf(3) ? null : draw.day(plan.begin(zone), day));
      if (number % 3 == 2) {
        row.put("kind", "recognition");
        row.put("subtype", number % 2 == 0 ? "title" : "case");
        row.put("status", draw.oneOf(3) ? "applied" : "granted");
      } else {
        row.put("kind", number == 0 ? "meeting" : "personnel_move");
        row.put("subtype", number == 0 ? null : MOVES.get(draw.between(0, MOVES.size() - 1)));
        row.put("status", "done");
        row.put("quantity", draw.oneOf(12) ? null : draw.between(1, 5));
      }
      tables.stated(EVENTS, batch, day, row);
    }
    tables.holds(
        EVENTS,
        Map.of("zone_code", plan.zoneCode(zone)),
        batch,
        day,
        draw.oneOf(6) ? "partial" : "whole");
  }

  private void adjustments(int zone, int year, Draw draw) {
    LocalDate day = plan.untilLastDay(plan.first().atDay(20).withYear(year));
    String batch = tables.batch();
    Map<String, Object> scope = Map.of("zone_code", plan.zoneCode(zone), "year", year);
    int lines = draw.between(1, 8);
    for (int number = 0; number < lines; number++) {
      Map<String, Object> row = new HashMap<>(scope);
      row.put("number", String.valueOf(number));
      row.put("kind", draw.oneOf(3) ? "manual" : "deduction");
      row.put("points", BigDecimal.valueOf(draw.between(1, 25), 1));
      row.put("effective_on", LocalDate.of(year, draw.between(1, 12), draw.between(1, 28)));
      row.put("basis", "依据");
      row.put("author_unit", "提出单位");
      row.put("decided_on", draw.oneOf(6) ? null : day);
      row.put(
          "appeal_state", List.of("none", "filed", "upheld", "dismissed").get(draw.between(0, 3)));
      tables.stated(ADJUSTMENTS, batch, day, row);
    }
    tables.holds(ADJUSTMENTS, scope, batch, day, draw.oneOf(10) ? "partial" : "whole");
  }

  private void appraisals(int zone, int year, Draw draw) {
    LocalDate day = plan.untilLastDay(plan.first().atDay(15).withYear(year));
    String batch = tables.batch();
    Map<String, Object> scope = Map.of("zone_code", plan.zoneCode(zone), "year", year);
    for (int number = 0; number < draw.between(0, 4); number++) {
      Map<String, Object> row = new HashMap<>(scope);
      row.put("scheme", "term");
      row.put("assessed_period", "任期");
      row.put("item", "目标" + number);
      row.put("term_years", 3);
      tables.stated(APPRAISALS, batch, day, row);
    }
    for (int quarter = 1; quarter <= draw.between(1, 4); quarter++) {
      int weight = draw.between(10, 80);
      for (String group : GROUPS) {
        Map<String, Object> row = new HashMap<>(scope);
        row.put("scheme", "staff");
        row.put("assessed_period", quarter + "季度");
        row.put("item", group);
        row.put("item_group", group);
        row.put(
            "weight",
            BigDecimal.valueOf(group.equals(GROUPS.get(0)) ? 2L * weight : 100L - weight)
                .divide(BigDecimal.valueOf(200)));
        tables.stated(APPRAISALS, batch, day, row);
      }
    }
    tables.holds(APPRAISALS, scope, batch, day, draw.oneOf(10) ? "partial" : "whole");
  }

  private void items(int zone, Draw draw) {
    String database = plan.exchange(zone);
    for (int number = 0; number < 16; number++) {
      LocalDate from = draw.day(plan.begin(zone), plan.lastDay());
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("list", LISTS.get(number % LISTS.size()));
      row.put("item_code", "I" + number / 4);
      row.put("valid_from", from);
      row.put("material_list", draw.oneOf(5) ? null : draw.oneOf(2));
      tables.operated(ITEMS, DatabaseOperation.insert(1), database, from, row);
      if (draw.oneOf(4)) {
        LocalDate later = draw.day(from, plan.lastDay());
        row.put("valid_to", later);
        tables.operated(ITEMS, DatabaseOperation.update(2), database, later, row);
      }
    }
  }
}
