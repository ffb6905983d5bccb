package io.mujun.city;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Issues and requests with their limits (督办、诉求), and what projects have to have first (前置、容缺). */
final class IssueRecords {
  private static final String ISSUES = "ods.issue";
  private static final String PREREQUISITES = "ods.prerequisite";
  private static final int TOPIC = 13;
  private static final List<String> KINDS =
      List.of("dispatch", "supervision", "factor_request", "dispatch", "factor_request", "breach");
  private static final List<String> FACTORS =
      List.of("water", "power", "transport", "land", "gas", "fund");
  private static final List<String> REQUIREMENTS =
      List.of("prerequisite", "readiness", "deferred_document", "prerequisite");

  private final CityPlan plan;
  private final CityTables tables;

  IssueRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    Draw draw = plan.draw(zone, 0, TOPIC);
    if (zone % 6 != 4) {
      for (int number = 0; number < 18; number++) {
        issue(zone, number, draw);
      }
    }
    if (zone % 5 != 2) {
      for (int number = 0; number < 14; number++) {
        prerequisite(zone, number, draw);
      }
    }
  }

  private void issue(int zone, int number, Draw draw) {
    LocalDate raised = draw.day(plan.begin(zone), plan.lastDay());
    String kind = zone % 6 == 5 ? "breach" : KINDS.get(number % KINDS.size());
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(zone));
    row.put("issue_number", "I" + number);
    row.put("kind", kind);
    row.put("factor", kind.equals("factor_request") ? FACTORS.get(draw.below(6)) : null);
    row.put("title", "事项" + number);
    row.put("enterprise_name", draw.oneOf(6) ? null : "企业" + draw.below(4));
    row.put("raised_on", raised);
    row.put("due_on", draw.oneOf(6) ? null : raised.plusDays(draw.between(5, 90)));
    if (draw.oneOf(5)) {
      project(zone, row, draw);
    }
    String database = plan.exchange(zone);
    tables.operated(ISSUES, DatabaseOperation.insert(1), database, raised, row);
    if (draw.oneOf(6)) {
      row.put("extended_to", raised.plusDays(draw.between(60, 150)));
    }
    LocalDate closed = draw.day(raised, plan.lastDay());
    if (!draw.oneOf(4)) {
      // a few are said to have been closed before they were raised
      row.put("closed_on", draw.oneOf(20) ? raised.minusDays(3) : closed);
      row.put("result", draw.oneOf(5) ? "unresolved" : "resolved");
    }
    tables.operated(ISSUES, DatabaseOperation.update(2), database, closed, row);
    if (draw.oneOf(25)) {
      tables.operated(ISSUES, DatabaseOperation.delete(3), database, plan.lastDay(), row);
    }
  }

  private void prerequisite(int zone, int number, Draw draw) {
    LocalDate required = draw.day(plan.begin(zone), plan.lastDay());
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(zone));
    row.put("prerequisite_number", "P" + number);
    row.put("kind", zone % 5 == 3 ? "readiness" : REQUIREMENTS.get(number % REQUIREMENTS.size()));
    row.put("requirement", "other");
    row.put("required_on", required);
    row.put("due_on", draw.oneOf(4) ? null : required.plusDays(draw.between(5, 60)));
    row.put("done_on", draw.oneOf(4) ? null : draw.day(required, plan.lastDay()));
    project(zone, row, draw);
    LocalDate day = draw.day(required, plan.lastDay());
    tables.operated(PREREQUISITES, DatabaseOperation.insert(1), plan.exchange(zone), day, row);
  }

  private void project(int zone, Map<String, Object> row, Draw draw) {
    CityProject project = CityProject.of(plan, zone, draw.below(plan.projects()));
    row.put("project_code", draw.oneOf(3) ? null : project.code());
    row.put("project_name", project.written(draw));
  }
}
