package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.ModelResult;
import io.mujun.jobs.night.NightResult;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a night that published nothing. */
class WithheldNightIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FACTS = "dwd.investment_month";

  @TempDir Path directory;

  @Test
  void withheldRowsHaveNoNameButTheAdministratorFindsThem() throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      receive(warehouse, "2024-11-15", "80000.50");
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      receive(warehouse, "2024-11-22", "1.00", "2.00");
      assertThat(warehouse.night("2024-11-22", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.WITHHELD);
      assertThat(branches(warehouse)).isEmpty();

      long snapshot = 0;
      for (JsonNode model : summary(warehouse, "withheld")) {
        snapshot =
            model.path("model").asText().equals(FACTS) ? model.path("snapshot").asLong() : snapshot;
      }
      assertThat(amounts(warehouse, " version as of " + snapshot))
          .containsExactly("1.00", "2.00", "80000.50");
      assertThat(amounts(warehouse, "")).containsExactly("80000.50");
    }
  }

  @Test
  void aFailedNightLeavesNoBranch() throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    declareCheck("select count(*) from ${table} where no_such_column = 1");
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      receive(warehouse, "2024-11-15", "80000.50");
      assertThatThrownBy(() -> warehouse.night("2024-11-15", Mode.INCREMENTAL))
          .isInstanceOfSatisfying(
              MujunException.class, fault -> assertThat(fault.code()).isEqualTo("CHECK_INVALID"));
      assertThat(branches(warehouse)).isEmpty();
      JsonNode summary = summary(warehouse, "failed");
      assertThat(summary.path("fault").asText()).contains("no_such_column");
      long snapshot = summary.path("snapshots").path(FACTS).asLong();
      assertThat(amounts(warehouse, " version as of " + snapshot)).containsExactly("80000.50");
      assertThat(amounts(warehouse, "")).isEmpty();
    }
  }

  @Test
  void aNightThatWasOvertakenPublishesNothing() throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      receive(warehouse, "2024-11-15", "80000.50");
      List<NightResult> other = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  warehouse.night(
                      "2024-11-15",
                      Mode.INCREMENTAL,
                      () -> {
                        warehouse.endLocks();
                        other.add(warehouse.nightElsewhere("2024-11-15"));
                      }))
          .isInstanceOfSatisfying(
              MujunException.class, fault -> assertThat(fault.code()).isEqualTo("TURN_OVER"));
      assertThat(other)
          .extracting(NightResult::status)
          .containsExactly(NightResult.Status.PUBLISHED);
      assertThat(warehouse.query("select publication_id from ads.publication"))
          .extracting(row -> row.getString(0))
          .containsExactly(other.get(0).publicationId());
      assertThat(amounts(warehouse, "")).containsExactly("80000.50");
      assertThat(warehouse.night("2024-11-15", Mode.FULL).models())
          .filteredOn(ModelResult::isChanged)
          .isEmpty();
      assertThat(branches(warehouse)).isEmpty();
    }
  }

  @Test
  void aTightenedCheckIsRunThoughNoRowChanged() throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      receive(warehouse, "2024-11-15", "80000.50");
      warehouse.night("2024-11-15", Mode.INCREMENTAL);
      declareCheck("select count(*) from ${table} where ytd_investment > 80000");
      for (Mode mode : List.of(Mode.INCREMENTAL, Mode.INCREMENTAL, Mode.FULL)) {
        NightResult night = warehouse.night("2024-11-15", mode);
        assertThat(night.models()).filteredOn(ModelResult::isChanged).isEmpty();
        assertThat(night.status()).as(mode.toString()).isEqualTo(NightResult.Status.WITHHELD);
        assertThat(night.checks())
            .filteredOn(CheckResult::isWithholding)
            .extracting(CheckResult::table, CheckResult::check)
            .containsExactly(tuple(FACTS, "declared"));
      }
    }
  }

  @Test
  void aCheckThatReadsTwoTablesIsRunWhereTheOtherOneChanged() throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    declareCheck("select count(*) from ${table} cross join dim.item where item_name = ''停办''");
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      receive(warehouse, "2024-11-15", "80000.50");
      assertThat(warehouse.night("2024-11-15", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.PUBLISHED);
      Path items = directory.resolve("codes/item.csv");
      Files.writeString(items, Files.readString(items).replace(",企业投资项目备案,", ",停办,"));
      NightResult night = warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(night.models())
          .filteredOn(ModelResult::isChanged)
          .extracting(ModelResult::table)
          .containsExactly("dim.item");
      assertThat(night.checks())
          .filteredOn(CheckResult::isWithholding)
          .extracting(CheckResult::table, CheckResult::check, CheckResult::failing)
          .containsExactly(tuple(FACTS, "declared", 1L));
    }
  }

  private static void receive(TestWarehouse warehouse, String day, String... amounts) {
    warehouse.receive(
        HandmadeRecords.LEDGER,
        day,
        List.of(amounts).stream()
            .map(amount -> HandmadeRecords.ledger("140524", "2024-10-01", "甲", amount))
            .toList());
  }

  private void declareCheck(String query) throws IOException {
    Path contract = directory.resolve("tables/dwd/investment_month/contract.odcs.yaml");
    String rule = "      - {type: sql, name: declared, query: '%s', mustBe: 0}\n";
    Files.writeString(
        contract,
        Files.readString(contract)
            .replaceFirst("(?m)^    quality:\n", "    quality:\n" + quoted(rule.formatted(query))));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static List<String> branches(TestWarehouse warehouse) {
    return warehouse.contracts().all().stream()
        .map(Contract::qualifiedName)
        .filter(
            table ->
                warehouse.catalog().table(table).refs().entrySet().stream()
                    .anyMatch(ref -> ref.getValue().isBranch() && !ref.getKey().equals("main")))
        .toList();
  }

  private static JsonNode summary(TestWarehouse warehouse, String status) throws IOException {
    return JSON.readTree(
        warehouse
            .query("select summary from ops.run where status = '" + status + "'")
            .get(0)
            .getString(0));
  }

  private static List<String> amounts(TestWarehouse warehouse, String version) {
    return warehouse
        .query("select string(ytd_investment) from " + FACTS + version + " order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
