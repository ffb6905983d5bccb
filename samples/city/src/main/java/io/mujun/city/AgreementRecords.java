package io.mujun.city;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Agreements with projects (投资协议, 全代办协议): signed, breached, mended and ended. */
final class AgreementRecords {
  private static final String TABLE = "ods.agreement";
  private static final int TOPIC = 31;
  private static final List<String> BREACHES =
      List.of("start_late", "investment_short", "operation_late", "indicator_missed", "other");

  private final CityPlan plan;
  private final CityTables tables;

  AgreementRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    if (zone % 7 == 5) {
      return;
    }
    Draw draw = plan.draw(zone, 0, TOPIC);
    String portal = plan.exchange(zone);
    for (int number = 0; number < 8; number++) {
      CityProject project = CityProject.of(plan, zone, draw.between(0, plan.projects() - 1));
      LocalDate signed = draw.day(plan.begin(zone), plan.lastDay());
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", plan.zoneCode(zone));
      row.put("agreement_number", "A" + number);
      row.put("kind", number % 4 == 3 ? "proxy" : "investment");
      row.put("project_code", draw.oneOf(3) ? null : project.code());
      row.put("project_name", project.written(draw));
      row.put("signed_on", signed);
      LocalDate day = draw.day(signed, plan.lastDay());
      tables.operated(TABLE, DatabaseOperation.insert(number), portal, day, row);
      if (draw.oneOf(2)) {
        LocalDate breached = draw.day(signed, plan.lastDay());
        row.put("breached_on", breached);
        row.put("breach", BREACHES.get(number % BREACHES.size()));
        row.put("remedied_on", draw.oneOf(2) ? draw.day(breached, plan.lastDay()) : null);
        row.put("ended_on", draw.oneOf(4) ? draw.day(signed, plan.lastDay()) : null);
        LocalDate again = draw.day(day, plan.lastDay());
        tables.operated(TABLE, DatabaseOperation.update(number), portal, again, row);
      }
    }
  }
}
