package io.mujun.jobs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Records for tests, made by hand. */
final class HandmadeRecords {
  static final String LEDGER = "ods.investment_ledger";
  static final String TARGETS = "ods.target_ledger";

  private HandmadeRecords() {}

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
}
