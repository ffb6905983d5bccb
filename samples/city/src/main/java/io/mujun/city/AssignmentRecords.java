package io.mujun.city;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Service groups and the officers of projects (保障组与包联), each from a day until a day. */
final class AssignmentRecords {
  private static final String TABLE = "ods.assignment";
  private static final int TOPIC = 15;
  private static final List<String> ROLES = List.of("officer", "officer", "leader", "officer");

  private final CityPlan plan;
  private final CityTables tables;

  AssignmentRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    if (zone % 5 == 1) {
      return;
    }
    Draw draw = plan.draw(zone, 0, TOPIC);
    LocalDate day = draw.day(plan.begin(zone), plan.lastDay());
    String batch = tables.batch();
    boolean none = zone % 5 == 3;
    for (int number = 0; !none && number < 24; number++) {
      LocalDate from = draw.day(plan.begin(zone), plan.lastDay());
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("assignment_number", "A" + number);
      row.put("assigned_from", from);
      row.put("assigned_to", draw.oneOf(3) ? from.plusDays(draw.between(0, 120)) : null);
      if (zone % 5 == 4 || number % 4 == 0) {
        row.put("subject_kind", draw.oneOf(8) ? "proxy_team" : "service_group");
        row.put("team", "组" + draw.below(5));
        row.put("role", "lead_unit");
      } else {
        CityProject project = CityProject.of(plan, zone, draw.below(plan.projects()));
        row.put("subject_kind", "project");
        row.put("project_code", draw.oneOf(3) ? null : project.code());
        row.put("project_name", project.written(draw));
        row.put("key_project", draw.oneOf(9) ? null : !draw.oneOf(4));
        row.put("role", ROLES.get(draw.below(ROLES.size())));
      }
      tables.stated(TABLE, batch, day, row);
    }
    String completeness = draw.oneOf(6) ? "partial" : "whole";
    tables.holds(
        TABLE, Map.of("zone_code", plan.zoneCode(zone)), batch, day, none ? "empty" : completeness);
  }
}
