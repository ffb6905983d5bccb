package io.mujun.jobs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one zone hands over, at random: records of every ods table, of earlier and later years and
 * months, late, repeated, restated, deleted, and moved to and from its neighbours.
 */
final class RandomZone {
  private static final List<String> BOUNDS = List.of("exact", "at_least", "at_most", "about");
  private static final List<String> ITEMS =
      List.of("000104001000", "000104002000", "000119002000", "000126001000");

  /** Months from that of the day, of which a statement or a return may be. */
  private static final List<Integer> MONTHS_AGO = List.of(-1, 0, 0, 0, 1, 1, 1, 2, 3);

  /** The same, of one zone in four. */
  private static final List<Integer> LONG_AGO = List.of(-1, 0, 0, 0, 1, 1, 2, 3, 10, 11, 12, 13);

  private static final int PROJECTS = 4;
  private static final int KEYS = 4;

  private final String zone;
  private final List<String> neighbours;
  private final Random random;
  private final Map<String, Function<LocalDate, List<Map<String, Object>>>> makers =
      new TreeMap<>();

  /**
   * @param neighbours zones where its cases move and that name its cases
   */
  RandomZone(String zone, List<String> neighbours, Random random) {
    this.zone = zone;
    this.neighbours = neighbours;
    this.random = random;
    makers.put("ods.investment_ledger", this::ledger);
    makers.put("ods.target_ledger", this::targets);
    makers.put("ods.land_ledger", this::parcels);
    makers.put("ods.investment_statistics", this::returns);
    makers.put("ods.project_register", this::projects);
    makers.put("ods.approval_case", this::cases);
    makers.put("ods.approval_pause", this::pauses);
    makers.put("ods.commitment", this::commitments);
    makers.put("ods.proxy_service", this::services);
    makers.put("ods.staff_snapshot", this::staff);
    makers.put("ods.event", this::events);
    makers.put("ods.appraisal_item", this::appraisals);
    makers.put("ods.delegated_item", this::listedItems);
    makers.put("ods.land_batch", this::batches);
    makers.put("ods.project_stage", this::stages);
    makers.put("ods.issue", this::issues);
    makers.put("ods.assignment", this::assignments);
    makers.put("ods.parcel_indicator", this::indicators);
    makers.put("ods.region_assessment", this::assessments);
    makers.put("ods.prerequisite", this::prerequisites);
    makers.put("ods.agreement", this::agreements);
    makers.put("ods.score_adjustment", this::adjustments);
  }

  /** Records of one to three tables, by table; of a statement's scope those of one statement. */
  Map<String, List<Map<String, Object>>> records(LocalDate day) {
    Map<String, List<Map<String, Object>>> records = new TreeMap<>();
    List<String> tables = List.copyOf(makers.keySet());
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      String table = pick(tables);
      records.put(table, makers.get(table).apply(day));
    }
    return records;
  }

  /** A ledger's month; one in three is what the zone says of that month again and again. */
  private List<Map<String, Object>> ledger(LocalDate day) {
    YearMonth month = month(day);
    return random.nextInt(3) == 0
        ? new RandomZone(zone, neighbours, new Random(month.hashCode())).ledger(month)
        : ledger(month);
  }

  private List<Map<String, Object>> ledger(YearMonth month) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int project = 0; project < PROJECTS; project++) {
      if (project == 0 || random.nextInt(4) > 0) {
        Map<String, Object> row = project(project);
        row.put("period", month.atDay(1));
        row.put("category", maybe(pick(List.of("industry", "infrastructure", "livelihood"))));
        row.put("key_project", maybe(random.nextBoolean()));
        for (String amount :
            List.of(
                "total_investment",
                "annual_plan",
                "month_investment",
                "ytd_investment",
                "cumulative_investment")) {
          bounded(row, amount);
        }
        row.put("started_on", maybe(near(month.atDay(1))));
        row.put("enterprise_name", maybe("企业" + random.nextInt(2)));
        row.put("responsible_unit", maybe("单位" + random.nextInt(2)));
        row.put("issue", maybe("问题" + random.nextInt(3)));
        row.put("remark", maybe("备注" + random.nextInt(2)));
        rows.add(row);
      }
    }
    return rows;
  }

  private List<Map<String, Object>> targets(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int year = day.getYear() + pick(List.of(-1, 0, 0, 0, 1));
    for (String scope : List.of("all", "industry")) {
      for (String reading : List.of("plain", "excess")) {
        if (random.nextInt(3) > 0) {
          Map<String, Object> row = HandmadeRecords.target(zone, year, amount().toPlainString());
          row.put("investment_scope", scope);
          row.put("target_reading", reading);
          row.put("preferred", reading.equals("plain"));
          row.put("amount_bound", pick(BOUNDS));
          rows.add(row);
        }
      }
    }
    return rows.isEmpty() ? List.of(HandmadeRecords.target(zone, year, "0.00")) : rows;
  }

  private List<Map<String, Object>> parcels(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int parcel = 0; parcel < 8; parcel++) {
      if (parcel == 0 || random.nextInt(3) > 0) {
        LocalDate signed = near(day);
        Map<String, Object> row = project(random.nextInt(PROJECTS));
        row.put("period", day.withDayOfMonth(1));
        row.put("contract_number", "合同" + parcel);
        row.put("parcel_name", maybe("地块" + parcel));
        row.put("land_use", pick(List.of("industrial", "industrial", "industrial", "commercial")));
        row.put("area", BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2));
        row.put("area_bound", pick(BOUNDS));
        row.put("standard_land", random.nextBoolean());
        bounded(row, "price");
        row.put("contract_date", signed);
        row.put("started_on", maybe(signed.plusDays(random.nextInt(200))));
        row.put("agreed_start_on", maybe(signed.plusDays(random.nextInt(90))));
        row.put("land_batch_number", maybe(pick(List.of("批0", "批1", "批2", "存量"))));
        String idle = maybe(pick(List.of("none", "none", "suspected", "determined")));
        row.put("idle_status", idle);
        row.put("idle_status_on", maybe(near(day)));
        row.put("idle_area", "determined".equals(idle) ? maybe(BigDecimal.ONE) : null);
        rows.add(row);
      }
    }
    return rows;
  }

  private List<Map<String, Object>> returns(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int project = 0; project < PROJECTS; project++) {
      Map<String, Object> row = project(project);
      row.put("project_code", code(project));
      row.put("period", month(day).atDay(1));
      row.put("month_investment", maybe(amount()));
      row.put("ytd_investment", maybe(amount()));
      row.put("cumulative_investment", maybe(amount()));
      rows.add(operated(row, day));
    }
    return rows;
  }

  private List<Map<String, Object>> projects(LocalDate day) {
    int project = random.nextInt(PROJECTS);
    Map<String, Object> row = project(project);
    row.put("project_code", code(project));
    row.put("project_name", name(project));
    row.put("category", maybe(pick(List.of("industry", "infrastructure"))));
    row.put("planned_investment", maybe(amount()));
    for (String step :
        List.of("filed_on", "signed_on", "permit_on", "started_on", "entered_statistics_on")) {
      row.put(step, maybe(near(day)));
    }
    row.put("commitment_eligible", maybe(random.nextBoolean()));
    row.put("proxy_eligible", maybe(random.nextBoolean()));
    row.put("responsible_unit", maybe("单位" + random.nextInt(2)));
    return List.of(operated(row, day));
  }

  private List<Map<String, Object>> cases(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int count = 0; count < 3; count++) {
      LocalDate accepted = near(day);
      Map<String, Object> row = named(number("件"), "case_number");
      row.put("item_code", maybe(pick(ITEMS)));
      row.put("accepted_on", accepted);
      row.put("promised_days", maybe(1 + random.nextInt(9)));
      row.put("statutory_days", maybe(20));
      String status = pick(List.of("in_progress", "closed", "closed", "withdrawn"));
      row.put("status", status);
      row.put("closed_on", status.equals("closed") ? accepted.plusDays(random.nextInt(60)) : null);
      row.put("channel", maybe(pick(List.of("online", "counter"))));
      row.put("rating", maybe(1 + random.nextInt(5)));
      rows.addAll(moved(operated(row, day)));
    }
    return rows;
  }

  private List<Map<String, Object>> pauses(LocalDate day) {
    LocalDate started = near(day);
    Map<String, Object> row = new HashMap<>();
    row.put("case_number", number("件"));
    row.put("pause_number", 1 + random.nextInt(2));
    row.put("zone_code", random.nextInt(3) == 0 ? pick(neighbours) : zone);
    row.put("kind", pick(List.of("hearing", "tender", "inspection")));
    row.put("started_on", started);
    row.put("ended_on", maybe(started.plusDays(random.nextInt(20))));
    return List.of(operated(row, day));
  }

  private List<Map<String, Object>> commitments(LocalDate day) {
    LocalDate signed = near(day);
    Map<String, Object> row = named(number("诺"), "commitment_number");
    row.put("item_code", maybe(pick(ITEMS)));
    row.put("signed_on", signed);
    row.put("verified_on", maybe(signed.plusDays(random.nextInt(90))));
    row.put("verification_result", maybe(pick(List.of("passed", "failed"))));
    return moved(operated(row, day));
  }

  private List<Map<String, Object>> services(LocalDate day) {
    LocalDate started = near(day);
    Map<String, Object> row = named(number("办"), "service_number");
    row.put("item_code", maybe(pick(ITEMS)));
    row.put("started_on", started);
    row.put("ended_on", maybe(started.plusDays(random.nextInt(90))));
    return moved(operated(row, day));
  }

  private List<Map<String, Object>> staff(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    LocalDate period = month(day).atDay(1);
    for (String tier : List.of("leader", "middle", "staff")) {
      if (rows.isEmpty() || random.nextInt(4) > 0) {
        Map<String, Object> row = new HashMap<>();
        row.put("zone_code", zone);
        row.put("period", period);
        row.put("tier", tier);
        row.put("headcount", maybe(random.nextInt(40)));
        row.put("contracts", maybe(random.nextInt(40)));
        row.put("expiring_contracts", maybe(random.nextInt(5)));
        rows.add(row);
      }
    }
    return rows;
  }

  private List<Map<String, Object>> events(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      boolean isMove = number % 2 == 0;
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", zone);
      row.put("event_number", "事" + number);
      row.put("kind", isMove ? "personnel_move" : "recognition");
      row.put(
          "subtype",
          isMove
              ? pick(List.of("hired", "promoted_out", "transferred_in"))
              : pick(List.of("title", "case")));
      row.put("name", "事项" + random.nextInt(3));
      row.put("quantity", maybe(random.nextInt(5)));
      row.put("status", isMove ? "done" : pick(List.of("granted", "applied")));
      row.put("happened_on", maybe(near(day)));
      row.put("reported_on", near(day));
      rows.add(row);
    }
    return rows;
  }

  /** Weights that sum to one, as a check of the contract asks. */
  private List<Map<String, Object>> appraisals(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int year = day.getYear() + pick(List.of(-1, 0, 0, 0, 1));
    int weight = random.nextInt(100);
    for (String group : List.of("investment_and_projects", "own_duties")) {
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", zone);
      row.put("year", year);
      row.put("scheme", "staff");
      row.put("assessed_period", "一季度");
      row.put("item", group);
      row.put("item_group", group);
      row.put("weight", BigDecimal.valueOf(group.equals("own_duties") ? 100 - weight : weight, 2));
      rows.add(row);
    }
    return rows;
  }

  private List<Map<String, Object>> adjustments(LocalDate day) {
    int year = day.getYear() + pick(List.of(-1, 0, 0));
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone);
    row.put("year", year);
    row.put("number", pick(List.of("1", "2")));
    row.put("kind", pick(List.of("deduction", "manual")));
    row.put("points", BigDecimal.valueOf(1 + random.nextInt(30), 1));
    row.put("effective_on", LocalDate.of(year, 1 + random.nextInt(12), 15));
    row.put("basis", "依据");
    row.put("author_unit", "提出单位");
    row.put("decided_on", random.nextInt(4) == 0 ? null : near(day));
    row.put("appeal_state", pick(List.of("none", "none", "filed", "upheld")));
    return List.of(row);
  }

  private List<Map<String, Object>> listedItems(LocalDate day) {
    LocalDate from = near(day);
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone);
    row.put("list", pick(List.of("granted", "granted", "committable", "entrusted")));
    row.put("item_code", pick(ITEMS));
    row.put("valid_from", from);
    row.put("valid_to", maybe(from.plusDays(random.nextInt(90))));
    row.put("material_list", maybe(random.nextBoolean()));
    return List.of(operated(row, day));
  }

  private List<Map<String, Object>> batches(LocalDate day) {
    Map<String, Object> row = project(random.nextInt(PROJECTS));
    row.remove("credit_code");
    row.put("batch_number", "批" + random.nextInt(3));
    row.put("kind", pick(List.of("urban", "urban", "rural")));
    row.put("area", maybe(amount()));
    row.put("approved_on", maybe(near(day)));
    row.put("list_complete", maybe(random.nextBoolean()));
    return List.of(operated(row, day));
  }

  private List<Map<String, Object>> stages(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int project = 0; project < PROJECTS; project++) {
      for (String stage : List.of("signed", "started", "producing")) {
        if (rows.isEmpty() || random.nextInt(3) > 0) {
          int round = random.nextInt(4);
          Map<String, Object> row = project(project);
          row.put("project_number", "编号" + project);
          row.put("stage", stage);
          row.put("round", "第%d次".formatted(round + 1));
          row.put("round_on", day.minusDays(90L * round));
          row.put("stage_on", near(day));
          for (String amount :
              List.of("contracted_amount", "paid_in_amount", "expected_output", "actual_output")) {
            bounded(row, amount);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private List<Map<String, Object>> issues(LocalDate day) {
    LocalDate raised = near(day);
    Map<String, Object> row = named(number("督"), "issue_number");
    row.put("kind", pick(List.of("dispatch", "dispatch", "supervision", "factor_request")));
    row.put("factor", maybe(pick(List.of("water", "power", "transport"))));
    row.put("title", "事项" + random.nextInt(3));
    row.put("enterprise_name", maybe("企业" + random.nextInt(2)));
    row.put("raised_on", raised);
    row.put("due_on", maybe(raised.plusDays(random.nextInt(60))));
    row.put("extended_to", random.nextInt(4) == 0 ? raised.plusDays(60) : null);
    row.put("closed_on", maybe(raised.plusDays(random.nextInt(90))));
    row.put("result", maybe(pick(List.of("resolved", "unresolved"))));
    return moved(operated(row, day));
  }

  private List<Map<String, Object>> assignments(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      boolean isOfProject = number % 2 == 0;
      LocalDate from = near(day);
      Map<String, Object> row = isOfProject ? project(number / 2) : project(0);
      row.remove("credit_code");
      row.put("assignment_number", "包" + number);
      row.put("subject_kind", isOfProject ? "project" : "service_group");
      row.put("key_project", maybe(random.nextBoolean()));
      row.put("team", isOfProject ? null : "组" + random.nextInt(2));
      row.put("role", isOfProject ? pick(List.of("officer", "officer", "leader")) : "lead_unit");
      row.put("assigned_from", from);
      row.put("assigned_to", maybe(from.plusDays(random.nextInt(90))));
      rows.add(row);
    }
    return rows;
  }

  private List<Map<String, Object>> indicators(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      Map<String, Object> row = project(random.nextInt(PROJECTS));
      row.remove("credit_code");
      row.put("record_number", "标" + number);
      row.put("stage", pick(List.of("rule", "promised", "accepted", "reviewed")));
      row.put("contract_number", maybe("合同" + random.nextInt(3)));
      row.put("indicator", pick(List.of("investment_intensity", "tax_intensity")));
      bounded(row, "fixed_investment");
      row.put("land_area", maybe(BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2)));
      row.put("due_on", maybe(near(day)));
      row.put("determined_on", maybe(near(day)));
      row.put("passed", maybe(random.nextBoolean()));
      row.put("list_complete", maybe(random.nextBoolean()));
      rows.add(row);
    }
    return rows;
  }

  /** Of two readings one is preferred, as a check of the contract asks. */
  private List<Map<String, Object>> assessments(LocalDate day) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      LocalDate listed = near(day);
      Map<String, Object> row = new HashMap<>();
      row.put("zone_code", zone);
      row.put("reading", number == 0 ? "前一说" : "后一说");
      row.put("assessment_type", "评估" + number);
      row.put("preferred", number > 0);
      row.put("listed_on", listed);
      row.put("done_on", maybe(listed.plusDays(random.nextInt(60))));
      row.put("valid_to", maybe(listed.plusDays(60 + random.nextInt(60))));
      rows.add(row);
    }
    return rows;
  }

  private List<Map<String, Object>> prerequisites(LocalDate day) {
    LocalDate required = near(day);
    Map<String, Object> row = named(number("前"), "prerequisite_number");
    row.put(
        "kind", pick(List.of("prerequisite", "prerequisite", "readiness", "deferred_document")));
    row.put("requirement", "other");
    row.put("required_on", required);
    row.put("due_on", maybe(required.plusDays(random.nextInt(60))));
    row.put("done_on", maybe(required.plusDays(random.nextInt(90))));
    return moved(operated(row, day));
  }

  private List<Map<String, Object>> agreements(LocalDate day) {
    Map<String, Object> row = named("协" + random.nextInt(KEYS), "agreement_number");
    row.put("kind", pick(List.of("investment", "investment", "proxy")));
    row.put("signed_on", near(day));
    row.put("ended_on", maybe(near(day)));
    row.put("breached_on", maybe(near(day)));
    row.put("remedied_on", maybe(near(day)));
    return List.of(operated(row, day));
  }

  /** A record of the zone that speaks of a project, now by its code, now by its name. */
  private Map<String, Object> project(int project) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone);
    row.put("project_code", maybe(code(project)));
    row.put("credit_code", maybe("91140000MA0" + project));
    row.put("project_name", name(project));
    return row;
  }

  private Map<String, Object> named(String number, String column) {
    Map<String, Object> row = project(random.nextInt(PROJECTS));
    row.remove("credit_code");
    row.put(column, number);
    return row;
  }

  private static String code(int project) {
    return "2024-" + project;
  }

  /** Mostly one spelling, sometimes another of the same name, sometimes another name. */
  private String name(int project) {
    return pick(List.of("项目（%d）", "项目（%d）", "项目(%d)", "改名%d")).formatted(project);
  }

  /** A number that the zone alone gives, or that neighbours give too. */
  private String number(String prefix) {
    return prefix + (random.nextInt(4) == 0 ? "" : zone + "-") + random.nextInt(KEYS);
  }

  /** The record as an operation, which may be told late. */
  private Map<String, Object> operated(Map<String, Object> row, LocalDate day) {
    row.put("operation", pick(List.of("insert", "update", "update", "update", "delete")));
    LocalDate changedOn = day.minusDays(random.nextInt(4) == 0 ? 1 + random.nextInt(30) : 0);
    row.put("source_position", "%s.%02d".formatted(changedOn, random.nextInt(100)));
    row.put("source_database", "county_" + zone.substring(0, 4));
    return row;
  }

  /** The record, or its end here and its life in a neighbour, or the other way. */
  private List<Map<String, Object>> moved(Map<String, Object> row) {
    if (random.nextInt(5) > 0) {
      return List.of(row);
    }
    Map<String, Object> there = new HashMap<>(row);
    there.put("zone_code", pick(neighbours));
    there.put("operation", "update");
    return random.nextBoolean()
        ? List.of(HandmadeRecords.end(row), there)
        : List.of(HandmadeRecords.end(there), row);
  }

  private void bounded(Map<String, Object> row, String column) {
    BigDecimal amount = maybe(amount());
    row.put(column, amount);
    row.put(column + "_bound", amount == null ? null : pick(BOUNDS));
  }

  private YearMonth month(LocalDate day) {
    return YearMonth.from(day).minusMonths(pick(isOld() ? LONG_AGO : MONTHS_AGO));
  }

  /** Some weeks, of one zone in four up to a year, before, or some weeks after a day. */
  private LocalDate near(LocalDate day) {
    int days = pick(List.of(-40, -10, 0, 0, 10, 30, 60, isOld() ? 400 : 90));
    return day.minusDays(days + random.nextInt(30));
  }

  private boolean isOld() {
    return zone.hashCode() % 4 == 0;
  }

  private BigDecimal amount() {
    return random.nextInt(8) == 0
        ? new BigDecimal("0.00")
        : BigDecimal.valueOf(random.nextInt(1_000_000_000), 2);
  }

  private <T> T maybe(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
