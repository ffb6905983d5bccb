package io.mujun.city;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cases of a city's approval system and their pauses. Its zones share a database, not numbers. */
final class ApprovalRecords {
  private static final String CASES = "ods.approval_case";
  private static final String PAUSES = "ods.approval_pause";
  private static final int TOPIC = 6;
  private static final int CASES_OF_PROJECT = 3;
  private static final List<String> CHANNELS = Arrays.asList("online", "counter", "online", null);
  private static final List<String> KINDS = List.of("hearing", "tender", "inspection");

  private final CityPlan plan;
  private final CityTables tables;

  ApprovalRecords(CityPlan plan, CityTables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  void write(int zone) {
    for (int number = 0; number < plan.projects() * CASES_OF_PROJECT; number++) {
      Draw draw = plan.draw(zone, number, TOPIC);
      Map<String, Object> row = accepted(zone, number, draw);
      LocalDate day = plan.untilLastDay((LocalDate) row.get("accepted_on"));
      tables.operated(CASES, DatabaseOperation.insert(1), database(zone), day, row);
      if (draw.oneOf(3)) {
        pauses(zone, row, draw);
      }
      if (!draw.oneOf(4)) {
        day = close(zone, row, draw);
      }
      if (draw.oneOf(50)) {
        tables.operated(CASES, DatabaseOperation.delete(8), database(zone), after(day, draw), row);
      } else if (draw.oneOf(30)) {
        move(zone, row, after(day, draw));
      }
    }
  }

  /** Closes some cases, whatever became of them before. */
  void close(int zone, LocalDate day) {
    for (int number = 0; number < plan.projects() * CASES_OF_PROJECT; number += 7) {
      Map<String, Object> row = accepted(zone, number, plan.draw(zone, number, TOPIC));
      row.put("status", "closed");
      row.put("closed_on", day);
      tables.operated(CASES, DatabaseOperation.update(20), database(zone), day, row);
    }
  }

  private LocalDate close(int zone, Map<String, Object> row, Draw draw) {
    LocalDate closed = ((LocalDate) row.get("accepted_on")).plusDays(draw.between(0, 60));
    if (closed.isAfter(plan.lastDay())) {
      return plan.lastDay();
    }
    row.put("closed_on", closed);
    row.put("status", draw.oneOf(12) ? "withdrawn" : "closed");
    LocalDate day = plan.untilLastDay(closed);
    tables.operated(CASES, DatabaseOperation.update(5), database(zone), day, row);
    if (draw.oneOf(20)) {
      Map<String, Object> stale = new HashMap<>(row);
      stale.put("status", "in_progress");
      stale.put("closed_on", null);
      tables.operated(CASES, DatabaseOperation.update(3), database(zone), after(day, draw), stale);
    }
    return day;
  }

  private void move(int zone, Map<String, Object> row, LocalDate day) {
    int other = plan.neighbour(zone);
    tables.operated(CASES, DatabaseOperation.delete(10), database(zone), day, row);
    Map<String, Object> moved = new HashMap<>(row);
    moved.put("zone_code", plan.zoneCode(other));
    tables.operated(CASES, DatabaseOperation.insert(11), database(zone), day, moved);
  }

  private void pauses(int zone, Map<String, Object> row, Draw draw) {
    LocalDate started = ((LocalDate) row.get("accepted_on")).plusDays(draw.between(0, 15));
    for (int number = 1; number <= draw.between(1, 3); number++) {
      Map<String, Object> pause = new HashMap<>();
      int named = draw.oneOf(6) ? plan.neighbour(zone) : zone;
      pause.put("case_number", row.get("case_number"));
      pause.put("pause_number", number);
      pause.put("zone_code", plan.zoneCode(named));
      pause.put("kind", KINDS.get(draw.below(KINDS.size())));
      pause.put("started_on", started.plusDays(draw.below(8)));
      LocalDate day = plan.untilLastDay((LocalDate) pause.get("started_on"));
      tables.operated(PAUSES, DatabaseOperation.insert(1), database(zone), day, pause);
      if (!draw.oneOf(6)) {
        pause.put("ended_on", started.plusDays(draw.between(8, 25)));
        tables.operated(
            PAUSES, DatabaseOperation.update(2), database(zone), after(day, draw), pause);
      }
      if (draw.oneOf(20)) {
        tables.operated(
            PAUSES, DatabaseOperation.delete(4), database(zone), after(day, draw), pause);
      }
    }
  }

  private Map<String, Object> accepted(int zone, int number, Draw draw) {
    CityProject project = CityProject.of(plan, zone, number / CASES_OF_PROJECT);
    LocalDate accepted = draw.day(plan.begin(zone), plan.lastDay());
    Map<String, Object> row = new HashMap<>();
    boolean plain = draw.oneOf(10);
    row.put(
        "case_number",
        plain
            ? "%d-%05d".formatted(accepted.getYear(), number)
            : "%s-%05d".formatted(plan.zoneCode(zone), number));
    row.put("zone_code", plan.zoneCode(zone));
    row.put("project_code", number % 3 == 2 ? null : project.code());
    row.put("project_name", number % 4 == 3 ? null : project.written(draw));
    row.put("item_code", "0001040%05d".formatted(number % 9));
    row.put("channel", CHANNELS.get(draw.below(CHANNELS.size())));
    row.put("accepted_on", accepted);
    row.put("promised_days", draw.oneOf(5) ? null : draw.between(0, 15));
    row.put("statutory_days", draw.oneOf(5) ? null : draw.between(5, 30));
    row.put("status", "in_progress");
    row.put("rating", draw.oneOf(2) ? null : draw.between(1, 5));
    return row;
  }

  private String database(int zone) {
    return "approval_" + plan.cityCode(zone);
  }

  private LocalDate after(LocalDate day, Draw draw) {
    return draw.day(day, plan.lastDay());
  }
}
