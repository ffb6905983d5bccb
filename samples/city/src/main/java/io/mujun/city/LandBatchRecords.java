package io.mujun.city;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Approvals of land in batches (用地报批), of which a project may be in several. */
final class LandBatchRecords {
  private static final String TABLE = "ods.land_batch";
  private static final int TOPIC = 12;
  private static final List<String> KINDS = List.of("urban", "rural", "separate", "urban");

  private final CityPlan plan;
  private final CityTables tables;

  LandBatchRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    if (zone % 7 == 3) {
      return;
    }
    Draw draw = plan.draw(zone, 0, TOPIC);
    String database = plan.exchange(zone);
    for (int batch = 0; batch < 6; batch++) {
      LocalDate submitted = draw.day(plan.begin(zone), plan.lastDay());
      LocalDate approved = draw.oneOf(6) ? null : draw.day(submitted, plan.lastDay());
      for (int member = 0; member < draw.between(1, 4); member++) {
        CityProject project = CityProject.of(plan, zone, draw.between(0, plan.projects() - 1));
        Map<String, Object> row = new HashMap<>();
        row.put("zone_code", plan.zoneCode(zone));
        row.put("batch_number", "B" + batch);
        row.put("project_code", draw.oneOf(3) ? null : project.code());
        row.put("project_name", project.written(draw));
        row.put("kind", KINDS.get(batch % KINDS.size()));
        row.put("area", draw.oneOf(15) ? null : draw.decimal(200_000, 2));
        row.put("submitted_on", submitted);
        row.put("approved_on", approved);
        row.put("list_complete", draw.oneOf(8) ? null : !draw.oneOf(6));
        LocalDate day = draw.day(submitted, plan.lastDay());
        tables.operated(TABLE, DatabaseOperation.insert(batch), database, day, row);
      }
    }
  }
}
