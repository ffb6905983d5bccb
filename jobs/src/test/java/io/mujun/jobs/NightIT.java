package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.Declarations;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.ModelResult;
import io.mujun.jobs.night.NightResult;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.DataOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightIT {
  @Test
  void publishesANightAndThenWhatOneChangedCellTouches() {
    try (TestWarehouse warehouse = TestWarehouse.create()) {
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-15",
          List.of(
              HandmadeRecords.ledger("140524", "2024-10-01", "甲", "50000.00"),
              HandmadeRecords.ledger("140524", "2024-10-01", "乙", "30000.50"),
              HandmadeRecords.ledger("140821", "2024-10-01", "丙", "10.00")));
      NightResult first = warehouse.night("2024-11-17", Mode.INCREMENTAL);
      assertThat(first.checks()).filteredOn(check -> !check.isPassed()).isEmpty();
      assertThat(first.status()).isEqualTo(NightResult.Status.PUBLISHED);
      assertThat(first.publicationId()).isEqualTo("2024-11-15.1");
      assertThat(value(warehouse)).isEqualTo("8.000050 万元 exact null 2024-11-15.1");
      assertThat(warehouse.night("2024-11-17", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);

      warehouse.maintain();
      for (String table : List.of(HandmadeRecords.LEDGER, VintageSql.STATEMENTS)) {
        assertThat(warehouse.catalog().table(table).currentSnapshot().operation())
            .isEqualTo(DataOperations.REPLACE);
      }
      assertThat(warehouse.night("2024-11-17", Mode.INCREMENTAL).status())
          .as("after maintenance there is nothing new")
          .isEqualTo(NightResult.Status.NOTHING_NEW);

      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-22",
          List.of(
              HandmadeRecords.ledger("140524", "2024-10-01", "甲", "60000.00"),
              HandmadeRecords.ledger("140524", "2024-10-01", "乙", "30000.50")));
      NightResult second = warehouse.night("2024-11-24", Mode.INCREMENTAL);
      assertThat(second.status()).isEqualTo(NightResult.Status.PUBLISHED);
      assertThat(value(warehouse)).isEqualTo("9.000050 万元 exact null 2024-11-22.2");
      assertThat(second.models())
          .filteredOn(model -> model.table().equals("dwd.investment_month"))
          .singleElement()
          .satisfies(
              model -> {
                assertThat(model.touched().names()).containsExactly("zone_code=140524");
                assertThat(model.rowsIn()).isEqualTo(3);
                assertThat(model.rowsChanged()).isEqualTo(2);
              });
      assertThat(second.models())
          .filteredOn(ModelResult::isChanged)
          .extracting(ModelResult::table)
          .containsExactlyInAnyOrder(
              "dwd.investment_month", "ads.metric_value", "ads.project_progress");
      assertThat(
              warehouse.query(
                  "select ytd_investment from dwd.investment_month where reference = '甲'"
                      + " and known_from <= date'2024-11-21' and known_to > date'2024-11-21'"))
          .singleElement()
          .satisfies(row -> assertThat(row.getDecimal(0)).isEqualByComparingTo("50000.00"));
      assertNothingChangesInFull(warehouse, "2024-11-24");
      assertThatThrownBy(() -> warehouse.night("2024-11-20", Mode.INCREMENTAL))
          .isInstanceOfSatisfying(
              MujunException.class,
              fault -> assertThat(fault.code()).isEqualTo("DATE_BEFORE_PUBLICATION"));
    }
  }

  @Test
  void figuresFollowTheStatementThatHolds(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    Map<String, Object> scope =
        Map.of("zone_code", "140524", "period", LocalDate.parse("2024-10-01"));
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-15",
          List.of(HandmadeRecords.ledger("140524", "2024-10-01", "甲", "80000.50")));
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-16",
          List.of(HandmadeRecords.ledger("140524", "2024-10-01", "甲", "90000.50")));
      warehouse.night("2024-11-16", Mode.INCREMENTAL);
      assertThat(value(warehouse)).isEqualTo("9.000050 万元 exact null 2024-11-16.1");

      warehouse.state(HandmadeRecords.LEDGER, scope, "2024-11-17", "batch-0001", "partial");
      warehouse.night("2024-11-17", Mode.INCREMENTAL);
      assertThat(value(warehouse)).isEqualTo("8.000050 万元 at_least null 2024-11-17.2");

      warehouse.state(HandmadeRecords.LEDGER, scope, "2024-11-18", null, null);
      warehouse.night("2024-11-18", Mode.INCREMENTAL);
      assertThat(value(warehouse)).isEqualTo("万元 exact not_reported 2024-11-18.3");

      warehouse.state(HandmadeRecords.LEDGER, scope, "2024-11-19", "batch-none", "empty");
      Map<String, Object> unheard =
          Map.of("zone_code", "140729", "period", LocalDate.parse("2024-10-01"));
      warehouse.state(HandmadeRecords.LEDGER, unheard, "2024-11-19", "batch-none-too", "empty");
      warehouse.night("2024-11-19", Mode.INCREMENTAL);
      assertThat(value(warehouse)).isEqualTo("0.000000 万元 exact null 2024-11-19.4");
      assertThat(value(warehouse, "140729")).isEqualTo("0.000000 万元 exact null 2024-11-19.4");
      assertThat(value(warehouse, "140821")).isEqualTo("万元 exact not_reported 2024-11-16.1");
      assertNothingChangesInFull(warehouse, "2024-11-19");
      assertThat(
              warehouse.query(
                  "select ytd_investment, completeness, cast(known_from as string),"
                      + " cast(known_to as string) from dwd.investment_month"
                      + " order by known_from"))
          .extracting(Object::toString)
          .containsExactly(
              "[80000.50,whole,2024-11-15,2024-11-16]",
              "[90000.50,whole,2024-11-16,2024-11-17]",
              "[80000.50,partial,2024-11-17,2024-11-18]");
    }
  }

  @Test
  void aZonesFiguresMayBeginInAnotherYear(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-15",
          List.of(HandmadeRecords.ledger("140524", "2024-10-01", "甲", "80000.50")));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(firstMonth(warehouse)).isEqualTo("2024-01-01");

      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-16",
          List.of(HandmadeRecords.ledger("140524", "2022-10-01", "甲", "70000.50")));
      warehouse.night("2024-11-16", Mode.INCREMENTAL);
      assertThat(firstMonth(warehouse)).isEqualTo("2022-01-01");
      assertNothingChangesInFull(warehouse, "2024-11-16");

      for (String month : List.of("2022-10-01", "2024-10-01")) {
        Map<String, Object> scope = Map.of("zone_code", "140524", "period", LocalDate.parse(month));
        warehouse.state(HandmadeRecords.LEDGER, scope, "2024-11-17", null, null);
      }
      warehouse.night("2024-11-17", Mode.INCREMENTAL);
      assertThat(firstMonth(warehouse)).isEqualTo("2024-01-01");
      assertNothingChangesInFull(warehouse, "2024-11-17");
    }
  }

  @Test
  void aFailedCheckKeepsYesterdaysFigures(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-15",
          List.of(HandmadeRecords.ledger("140524", "2024-10-01", "甲", "80000.50")));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-22",
          List.of(
              HandmadeRecords.ledger("140524", "2024-10-01", "甲", "1.00"),
              HandmadeRecords.ledger("140524", "2024-10-01", "甲", "2.00")));
      NightResult withheld = warehouse.night("2024-11-22", Mode.INCREMENTAL);
      assertThat(withheld.status()).isEqualTo(NightResult.Status.WITHHELD);
      assertThat(withheld.checks())
          .filteredOn(CheckResult::isWithholding)
          .extracting(CheckResult::table, CheckResult::check)
          .contains(org.assertj.core.groups.Tuple.tuple("dwd.investment_month", "unique"));
      assertThat(value(warehouse)).isEqualTo("8.000050 万元 exact null 2024-11-15.1");
      assertThat(warehouse.query("select status from ops.run order by run_id"))
          .extracting(row -> row.getString(0))
          .containsExactly("published", "withheld");

      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-22",
          List.of(HandmadeRecords.ledger("140524", "2024-10-01", "甲", "90000.50")));
      assertThat(warehouse.night("2024-11-22", Mode.INCREMENTAL).publicationId())
          .isEqualTo("2024-11-22.2");
      assertThat(value(warehouse)).isEqualTo("9.000050 万元 exact null 2024-11-22.2");
    }
  }

  @Test
  void aChangedModelIsComputedAnew(@TempDir Path directory) throws IOException {
    CityDeclarations declarations = new CityDeclarations(directory, 0);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          HandmadeRecords.LEDGER,
          "2024-11-15",
          List.of(HandmadeRecords.ledger("140524", "2024-10-01", "甲", "80000.50")));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      Path model = directory.resolve("tables/ads/project_progress/model.sql");
      Files.writeString(model, Files.readString(model).replace("ledger.issue", "'无' as issue"));
      NightResult night = warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(night.models())
          .filteredOn(result -> !result.touched().isNone())
          .extracting(ModelResult::table)
          .containsExactly("ads.project_progress");
      assertThat(warehouse.query("select issue from ads.project_progress"))
          .extracting(row -> row.getString(0))
          .containsExactly("无");

      declarations.change(CityDeclarations.Change.COLUMN_ADDED);
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(warehouse.query("select remark from dwd.investment_month"))
          .as("of records that were received before it was declared")
          .extracting(row -> row.get(0))
          .containsExactly((Object) null);
      Files.writeString(
          new Warehouse(directory).directory().resolve("metrics/x.yaml"), "source: 1");
      assertThatThrownBy(() -> warehouse.night("2024-11-15", Mode.INCREMENTAL))
          .isInstanceOf(MujunException.class)
          .hasMessageContaining("x.yaml");
    }
  }

  @Test
  void aTargetIsRestatedBesideThatOfAnotherYear(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          HandmadeRecords.TARGETS,
          "2024-11-15",
          List.of(
              HandmadeRecords.target("140524", 2023, "500000"),
              HandmadeRecords.target("140524", 2024, "600000")));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      warehouse.receive(
          HandmadeRecords.TARGETS,
          "2024-11-22",
          List.of(HandmadeRecords.target("140524", 2024, "700000")));
      NightResult restated = warehouse.night("2024-11-22", Mode.INCREMENTAL);
      assertThat(restated.status()).isEqualTo(NightResult.Status.PUBLISHED);
      assertThat(restated.models())
          .filteredOn(model -> model.table().equals("dwd.annual_target"))
          .singleElement()
          .satisfies(
              model ->
                  assertThat(model.touched().names())
                      .containsExactly("year=2024, zone_code=140524"));
      assertThat(targets(warehouse))
          .containsExactly(
              "2023 500000.00 2024-11-15 null",
              "2024 600000.00 2024-11-15 2024-11-22",
              "2024 700000.00 2024-11-22 null");
      assertNothingChangesInFull(warehouse, "2024-11-22");
    }
  }

  @Test
  void whatArrivesDuringANightWaitsForTheNext(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      String day = "2024-11-15";
      warehouse.receive(
          HandmadeRecords.TARGETS, day, List.of(HandmadeRecords.target("140524", 2024, "500000")));
      warehouse.night(
          day,
          Mode.INCREMENTAL,
          () -> {
            warehouse.receive(
                HandmadeRecords.TARGETS,
                day,
                List.of(HandmadeRecords.target("140524", 2024, "600000")));
            warehouse.receive(
                "ods.approval_case", day, List.of(HandmadeRecords.openCase("2024-001", "140524")));
          });
      assertThat(targets(warehouse)).containsExactly("2024 500000.00 2024-11-15 null");
      assertThat(warehouse.query("select case_number from dwd.approval_case")).isEmpty();
      warehouse.night(day, Mode.INCREMENTAL);
      assertThat(targets(warehouse)).containsExactly("2024 600000.00 2024-11-15 null");
      assertThat(warehouse.query("select case_number from dwd.approval_case")).hasSize(1);
      assertNothingChangesInFull(warehouse, day);
    }
  }

  @Test
  void aPauseReachesItsCaseInAnotherZone(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          "ods.approval_case", "2024-11-15", List.of(HandmadeRecords.openCase("B1", "140521")));
      warehouse.receive(
          "ods.approval_pause", "2024-11-15", List.of(HandmadeRecords.pause("B2", "140821")));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(paused(warehouse)).containsExactly("140521 false 2024-11-08");

      warehouse.receive(
          "ods.approval_pause", "2024-11-18", List.of(HandmadeRecords.pause("B1", "140524")));
      NightResult night = warehouse.night("2024-11-18", Mode.INCREMENTAL);
      assertThat(paused(warehouse)).containsExactly("140521 true null");
      assertPauseWarned(night);

      warehouse.receive(
          "ods.approval_case", "2024-11-20", List.of(HandmadeRecords.openCase("B1", "140821")));
      NightResult ambiguous = warehouse.night("2024-11-20", Mode.INCREMENTAL);
      assertThat(paused(warehouse))
          .as("of two cases of the pause's number, none in its zone")
          .containsExactly("140521 false 2024-11-08", "140821 false 2024-11-08");
      assertNothingChangesInFull(warehouse, "2024-11-20");
      assertPauseWarned(ambiguous);
    }
  }

  private static void assertPauseWarned(NightResult night) {
    assertThat(night.checks())
        .filteredOn(check -> check.check().equals("approval_case_pause_in_its_zone"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.severity()).isEqualTo(Severity.WARNING);
              assertThat(check.failing()).isEqualTo(1);
            });
  }

  /** Two counties' databases, and two zones in one of them, number alike. */
  @Test
  void equalNumbersOfTwoCountiesAreTwoRecords(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      warehouse.receive(
          "ods.approval_case",
          "2024-11-15",
          List.of(
              HandmadeRecords.of("county_a", HandmadeRecords.openCase("2024-001", "140521")),
              HandmadeRecords.of("county_a", HandmadeRecords.openCase("2024-001", "140524")),
              HandmadeRecords.of("county_b", HandmadeRecords.openCase("2024-001", "140821"))));
      warehouse.receive(
          "ods.approval_pause",
          "2024-11-15",
          List.of(HandmadeRecords.of("county_b", HandmadeRecords.pause("2024-001", "140821"))));
      receiveOfTwoCounties(
          warehouse, "ods.commitment", zone -> HandmadeRecords.commitment("C1", zone));
      receiveOfTwoCounties(
          warehouse, "ods.proxy_service", zone -> HandmadeRecords.proxyService("S1", zone));
      assertThat(warehouse.night("2024-11-15", Mode.INCREMENTAL).checks())
          .filteredOn(check -> !check.isPassed())
          .isEmpty();
      assertThat(paused(warehouse))
          .containsExactly(
              "140521 false 2024-11-08", "140524 false 2024-11-08", "140821 true null");
      assertThat(zones(warehouse, "dwd.commitment")).containsExactly("140521", "140821");
      assertThat(zones(warehouse, "dwd.proxy_service")).containsExactly("140521", "140821");

      warehouse.receive(
          "ods.approval_pause",
          "2024-11-18",
          List.of(HandmadeRecords.of("county_a", HandmadeRecords.pause("2024-001", "140524"))));
      warehouse.receive(
          "ods.commitment",
          "2024-11-18",
          List.of(
              HandmadeRecords.of(
                  "county_b", HandmadeRecords.end(HandmadeRecords.commitment("C1", "140821")))));
      warehouse.night("2024-11-18", Mode.INCREMENTAL);
      assertThat(paused(warehouse))
          .containsExactly("140521 false 2024-11-08", "140524 true null", "140821 true null");
      assertThat(zones(warehouse, "dwd.commitment")).containsExactly("140521");
      assertNothingChangesInFull(warehouse, "2024-11-18");
    }
  }

  private static void receiveOfTwoCounties(
      TestWarehouse warehouse, String table, Function<String, Map<String, Object>> inZone) {
    warehouse.receive(
        table,
        "2024-11-15",
        List.of(
            HandmadeRecords.of("county_a", inZone.apply("140521")),
            HandmadeRecords.of("county_b", inZone.apply("140821"))));
  }

  /** Of a pause that names the zone which the case has left. */
  @Test
  void aCaseThatMovesEndsInOneZoneAndLivesInTheOther(@TempDir Path directory) throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      Map<String, Object> here = HandmadeRecords.openCase("B1", "140521");
      Map<String, Object> there = HandmadeRecords.openCase("B1", "140524");
      warehouse.receive("ods.approval_case", "2024-11-15", List.of(here));
      warehouse.receive(
          "ods.approval_pause", "2024-11-15", List.of(HandmadeRecords.pause("B1", "140521")));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      warehouse.receive(
          "ods.approval_case", "2024-11-18", List.of(HandmadeRecords.end(here), there));
      warehouse.night("2024-11-18", Mode.INCREMENTAL);
      assertThat(versions(warehouse))
          .containsExactly("140521 true 2024-11-15 2024-11-18", "140524 true 2024-11-18 null");
      warehouse.receive(
          "ods.approval_case", "2024-11-20", List.of(HandmadeRecords.end(there), here));
      warehouse.night("2024-11-20", Mode.INCREMENTAL);
      assertThat(versions(warehouse))
          .containsExactly(
              "140521 true 2024-11-15 2024-11-18",
              "140521 true 2024-11-20 null",
              "140524 true 2024-11-18 2024-11-20");
      assertNothingChangesInFull(warehouse, "2024-11-20");
    }
  }

  /** Tables that stand were made when a number alone was the key. */
  @Test
  void aWarehouseThatStandsFollowsAnotherKey(@TempDir Path directory) throws IOException {
    TestWarehouse.copyDeclarations(directory);
    for (String table :
        List.of("ods/approval_case", "ods/commitment", "dwd/approval_case", "dwd/commitment")) {
      Path contract = directory.resolve("tables/" + table + "/contract.odcs.yaml");
      String text = Files.readString(contract);
      String alone =
          text.replaceFirst(
              "(?s)(- name: zone_code.*?required: true)\n        primaryKey: true"
                  + "\n        primaryKeyPosition: \\d",
              "$1");
      assertThat(alone).as("%s names the zone in its key", table).isNotEqualTo(text);
      Files.writeString(contract, alone);
    }
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      receiveOfTwoCounties(
          warehouse, "ods.approval_case", zone -> HandmadeRecords.openCase("2024-001", zone));
      receiveOfTwoCounties(
          warehouse, "ods.commitment", zone -> HandmadeRecords.commitment("C1", zone));
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(paused(warehouse)).hasSize(1);
      String projects = "select distinct zone_code from dim.project_reference order by 1";
      assertThat(warehouse.query(projects)).hasSize(1);

      Warehouse today = new Warehouse(TestWarehouse.DECLARATIONS);
      assertThat(new Declarations(warehouse.catalog(), today.units()).apply(today.contracts()))
          .isNotEmpty();
      warehouse.night(today, "2024-11-15", Mode.INCREMENTAL);
      assertThat(paused(warehouse))
          .containsExactly("140521 false 2024-11-08", "140821 false 2024-11-08");
      assertThat(zones(warehouse, "dwd.commitment")).containsExactly("140521", "140821");
      assertThat(warehouse.query(projects)).hasSize(2);
    }
  }

  private static List<String> zones(TestWarehouse warehouse, String table) {
    return warehouse
        .query("select zone_code from %s where known_to is null order by 1".formatted(table))
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> versions(TestWarehouse warehouse) {
    return warehouse
        .query(
            "select concat_ws(' ', zone_code, paused, known_from,"
                + " coalesce(string(known_to), 'null')) from dwd.approval_case order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> paused(TestWarehouse warehouse) {
    return warehouse
        .query(
            "select concat_ws(' ', zone_code, paused, coalesce(string(due_on), 'null'))"
                + " from dwd.approval_case where known_to is null order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> targets(TestWarehouse warehouse) {
    return warehouse
        .query(
            "select concat_ws(' ', year, amount, known_from, coalesce(string(known_to), 'null'))"
                + " from dwd.annual_target order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static void assertNothingChangesInFull(TestWarehouse warehouse, String date) {
    NightResult full = warehouse.night(date, Mode.FULL);
    assertThat(full.models()).filteredOn(ModelResult::isChanged).isEmpty();
    assertThat(full.status()).isEqualTo(NightResult.Status.NOTHING_NEW);
  }

  private static String firstMonth(TestWarehouse warehouse) {
    return warehouse
        .query(
            "select cast(min(period) as string) from ads.metric_value"
                + " where scope_kind = 'zone' and zone_code = '140524'")
        .get(0)
        .getString(0);
  }

  private static String value(TestWarehouse warehouse) {
    return value(warehouse, "140524");
  }

  private static String value(TestWarehouse warehouse, String zone) {
    return warehouse
        .query(
            "select concat_ws(' ', value, unit, bound, coalesce(null_reason, 'null'),"
                + " publication_id) from ads.metric_value where zone_code = '"
                + zone
                + "' and period = date'2024-10-01' and metric = 'investment_ledger'")
        .get(0)
        .getString(0);
  }
}
