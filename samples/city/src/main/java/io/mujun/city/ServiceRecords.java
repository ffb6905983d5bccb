package io.mujun.city;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Commitments (承诺制) and services of agents (全代办), one a project and item. */
final class ServiceRecords {
  private static final String COMMITMENTS = "ods.commitment";
  private static final String SERVICES = "ods.proxy_service";
  private static final int TOPIC = 7;
  private static final int ITEMS = 4;

  private final CityPlan plan;
  private final CityTables tables;

  ServiceRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    for (int number = 0; number < plan.projects(); number++) {
      Draw draw = plan.draw(zone, number, TOPIC);
      CityProject project = CityProject.of(plan, zone, number);
      for (int item = 0; item < ITEMS; item++) {
        if (draw.oneOf(2)) {
          commitment(project, item, draw);
        }
        if (draw.oneOf(3)) {
          service(project, item, draw);
        }
      }
    }
  }

  private void commitment(CityProject project, int item, Draw draw) {
    LocalDate signed = draw.day(plan.begin(project.zone()), plan.lastDay());
    Map<String, Object> row = row(project, item, draw);
    row.put("commitment_number", "N%d-%d".formatted(project.number(), item));
    row.put("signed_on", signed);
    if (draw.oneOf(2)) {
      row.put("verified_on", draw.day(signed, plan.lastDay()));
      row.put("verification_result", draw.oneOf(4) ? "failed" : "passed");
    }
    operate(COMMITMENTS, project.zone(), signed, row, draw);
  }

  private void service(CityProject project, int item, Draw draw) {
    LocalDate started = draw.day(plan.begin(project.zone()), plan.lastDay());
    Map<String, Object> row = row(project, item, draw);
    row.put("service_number", "S%d-%d".formatted(project.number(), item));
    row.put("agent_role", "代办员");
    row.put("started_on", started);
    operate(SERVICES, project.zone(), started, row, draw);
  }

  private void operate(String table, int zone, LocalDate day, Map<String, Object> row, Draw draw) {
    String database = "approval_" + plan.cityCode(zone);
    tables.operated(table, DatabaseOperation.insert(1), database, day, row);
    if (draw.oneOf(15)) {
      row.put("item_code", null);
      tables.operated(
          table, DatabaseOperation.update(2), database, draw.day(day, plan.lastDay()), row);
    } else if (draw.oneOf(15)) {
      tables.operated(
          table, DatabaseOperation.delete(3), database, draw.day(day, plan.lastDay()), row);
    }
  }

  /** Two items of a project may be one. */
  private Map<String, Object> row(CityProject project, int item, Draw draw) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", plan.zoneCode(project.zone()));
    row.put("project_code", draw.oneOf(4) ? null : project.code());
    row.put("project_name", draw.oneOf(8) ? null : project.written(draw));
    row.put("item_code", "00010400%04d".formatted(item == 3 ? 2 : item));
    return row;
  }
}
