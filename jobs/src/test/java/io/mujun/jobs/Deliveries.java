package io.mujun.jobs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records for tests, by hand and at random. */
final class Deliveries {
  static final String LEDGER = "ods.investment_ledger";
  static final String TARGETS = "ods.target_ledger";
  private static final List<String> ZONES = List.of("140821", "140521", "140524");
  private static final List<String> PROJECTS = List.of("甲", "乙", "丙");

  private Deliveries() {}

  static Map<String, Object> ledger(String zone, String period, String name, String ytd) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone);
    row.put("period", LocalDate.parse(period));
    row.put("project_name", name);
    row.put("category", "industry");
    row.put("ytd_investment", new BigDecimal(ytd));
    row.put("ytd_investment_bound", "exact");
    row.put("annual_plan", new BigDecimal("100000"));
    row.put("annual_plan_bound", "exact");
    return row;
  }

  static Map<String, Object> target(String zone, int year, String amount) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone);
    row.put("year", year);
    row.put("investment_scope", "all");
    row.put("target_reading", "plain");
    row.put("preferred", true);
    row.put("amount", new BigDecimal(amount));
    row.put("amount_bound", "exact");
    return row;
  }

  /** A case accepted on 1 November 2024, of five working days. */
  static Map<String, Object> openCase(String number, String zone) {
    Map<String, Object> row = numbered("case_number", number, zone, "accepted_on");
    row.put("promised_days", 5);
    row.put("status", "in_progress");
    return row;
  }

  static Map<String, Object> commitment(String number, String zone) {
    return numbered("commitment_number", number, zone, "signed_on");
  }

  static Map<String, Object> proxyService(String number, String zone) {
    return numbered("service_number", number, zone, "started_on");
  }

  /** What a county's system numbers: of project 甲, begun on 1 November 2024. */
  private static Map<String, Object> numbered(
      String numberColumn, String number, String zone, String dayColumn) {
    Map<String, Object> row = new HashMap<>();
    row.put(numberColumn, number);
    row.put("zone_code", zone);
    row.put("project_name", "甲");
    row.put(dayColumn, LocalDate.parse("2024-11-01"));
    return row;
  }

  /** The record as another database gave it. */
  static Map<String, Object> of(String database, Map<String, Object> record) {
    return with(record, "source_database", database);
  }

  /** The end of a record. */
  static Map<String, Object> end(Map<String, Object> record) {
    return with(record, "operation", "delete");
  }

  private static Map<String, Object> with(Map<String, Object> record, String column, String value) {
    Map<String, Object> row = new HashMap<>(record);
    row.put(column, value);
    return row;
  }

  /** A pause from 5 November 2024 that has no end yet. */
  static Map<String, Object> pause(String caseNumber, String zone) {
    Map<String, Object> row = new HashMap<>();
    row.put("case_number", caseNumber);
    row.put("pause_number", 1);
    row.put("zone_code", zone);
    row.put("kind", "hearing");
    row.put("started_on", LocalDate.parse("2024-11-05"));
    return row;
  }

  /** Some deliveries of one day, of ledgers, exchange tables and the approval system. */
  static void random(TestWarehouse warehouse, String day, Random random) {
    for (String zone : ZONES) {
      if (random.nextBoolean()) {
        String period = "2024-%02d-01".formatted(9 + random.nextInt(3));
        warehouse.receive(LEDGER, day, statement(zone, period, random));
      }
    }
    if (random.nextBoolean()) {
      String zone = pick(ZONES, random);
      int first = 2023 + random.nextInt(2);
      List<Map<String, Object>> targets = new ArrayList<>();
      for (int year = first; year <= 2024; year++) {
        Map<String, Object> target = target(zone, year, amount(random).toPlainString());
        target.put("amount_bound", pick(List.of("exact", "at_least"), random));
        targets.add(target);
      }
      warehouse.receive(TARGETS, day, targets);
    }
    if (random.nextInt(3) == 0) {
      goBack(warehouse, day, random);
    }
    warehouse.receive("ods.approval_case", day, cases(day, random));
    if (random.nextBoolean()) {
      Map<String, Object> pause = pause("B" + random.nextInt(5), pick(ZONES, random));
      pause.put("ended_on", random.nextBoolean() ? LocalDate.parse(day) : null);
      warehouse.receive("ods.approval_pause", day, List.of(pause));
    }
    warehouse.receive("ods.commitment", day, commitments(day, random));
  }

  /** Lets an earlier statement of some scope hold again, in part, or none. */
  private static void goBack(TestWarehouse warehouse, String day, Random random) {
    List<Map.Entry<String, Map<String, Object>>> scopes =
        List.copyOf(warehouse.statements().keySet());
    if (!scopes.isEmpty()) {
      Map.Entry<String, Map<String, Object>> scope = pick(scopes, random);
      String batch = pick(warehouse.statements().get(scope), random);
      warehouse.state(
          scope.getKey(),
          scope.getValue(),
          day,
          batch.equals("null") || random.nextInt(4) == 0 ? null : batch,
          pick(List.of("whole", "partial"), random));
    }
  }

  private static List<Map<String, Object>> statement(String zone, String period, Random random) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String project : PROJECTS) {
      if (random.nextInt(4) > 0) {
        Map<String, Object> row = ledger(zone, period, project, amount(random).toPlainString());
        row.put("ytd_investment_bound", pick(List.of("exact", "at_least", "about"), random));
        row.put("key_project", random.nextBoolean());
        rows.add(row);
      }
    }
    return rows.isEmpty() ? List.of(ledger(zone, period, "甲", "1.00")) : rows;
  }

  /**
   * Operations on few keys: a case may leave another zone, may be deleted, and may be told late.
   */
  private static List<Map<String, Object>> cases(String day, Random random) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      Map<String, Object> row = new HashMap<>();
      row.put("case_number", "B" + random.nextInt(5));
      row.put("zone_code", pick(ZONES, random));
      row.put("project_name", pick(PROJECTS, random));
      row.put("accepted_on", LocalDate.parse("2024-10-08").plusDays(random.nextInt(10)));
      row.put("promised_days", 1 + random.nextInt(9));
      row.put("statutory_days", 20);
      boolean closed = random.nextBoolean();
      row.put("closed_on", closed ? LocalDate.parse(day).minusDays(1) : null);
      row.put("status", closed ? "closed" : "in_progress");
      row.put("channel", pick(List.of("online", "counter"), random));
      row.put("operation", pick(List.of("insert", "update", "update", "delete"), random));
      LocalDate changedOn = LocalDate.parse(day).minusDays(random.nextInt(3) == 0 ? 5 : 0);
      row.put("source_position", "%s.%d.1".formatted(changedOn, index));
      rows.add(row);
      if (random.nextBoolean()) {
        Map<String, Object> left = end(row);
        left.put("zone_code", pick(ZONES, random));
        left.put("source_position", "%s.%d.0".formatted(changedOn, index));
        rows.add(left);
      }
    }
    return rows;
  }

  private static List<Map<String, Object>> commitments(String day, Random random) {
    Map<String, Object> row = new HashMap<>();
    row.put("commitment_number", "C" + random.nextInt(3));
    row.put("zone_code", pick(ZONES, random));
    row.put("project_name", pick(PROJECTS, random));
    row.put("signed_on", LocalDate.parse(day).minusDays(random.nextInt(40)));
    row.put("operation", pick(List.of("insert", "update"), random));
    return List.of(row);
  }

  private static BigDecimal amount(Random random) {
    return BigDecimal.valueOf(random.nextInt(1_000_000), 2);
  }

  private static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
