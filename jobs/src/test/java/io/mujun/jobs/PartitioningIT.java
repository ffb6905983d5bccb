package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.Declarations;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.ModelResult;
import io.mujun.jobs.night.NightResult;
import io.mujun.jobs.slice.Partitioning;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that stands under another partitioning than its contract says. */
class PartitioningIT {
  private static final String FACTS = "dwd.annual_target";
  private static final String CONTRACT = "tables/dwd/annual_target/contract.odcs.yaml";
  private static final String BY_YEAR =
      "        partitioned: true\n        partitionKeyPosition: 2\n";

  @TempDir Path directory;

  @Test
  void isWrittenAnewOnceAndThenReplacedBySlices() throws IOException {
    try (TestWarehouse warehouse = standing()) {
      declareByYear();
      NightResult first = warehouse.night("2024-11-15", Mode.INCREMENTAL);
      assertThat(first.status()).isEqualTo(NightResult.Status.PUBLISHED);
      assertThat(first.models()).filteredOn(ModelResult::isChanged).isEmpty();
      assertThat(first.models())
          .filteredOn(ModelResult::isWritten)
          .extracting(ModelResult::table)
          .containsExactly(FACTS);
      assertThat(targets(warehouse)).containsExactly("2023 500000.00", "2024 600000.00");
      assertThat(Partitioning.isOutdated(warehouse.catalog().table(FACTS))).isFalse();
      assertThat(warehouse.night("2024-11-15", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);
      assertThat(warehouse.night("2024-11-15", Mode.FULL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);

      NightResult second = restate(warehouse);
      assertThat(second.models())
          .filteredOn(model -> model.table().equals(FACTS))
          .singleElement()
          .satisfies(
              model ->
                  assertThat(model.touched().names())
                      .containsExactly("year=2024, zone_code=140524"));
    }
  }

  /** And takes in, when it is written anew, what was restated meanwhile. */
  @Test
  void losesNothingWhereTheNightDidNotComeToItsEnd() throws IOException {
    try (TestWarehouse warehouse = standing()) {
      declareByYear();
      Warehouse declared = new Warehouse(directory);
      new Declarations(warehouse.catalog(), declared.units()).apply(declared.contracts());
      assertThat(targets(warehouse)).containsExactly("2023 500000.00", "2024 600000.00");

      warehouse.receive(
          HandmadeRecords.TARGETS,
          "2024-11-22",
          List.of(
              HandmadeRecords.target("140524", 2024, "1.00"),
              HandmadeRecords.target("140524", 2024, "2.00")));
      assertThat(warehouse.night("2024-11-22", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.WITHHELD);
      assertThat(targets(warehouse)).containsExactly("2023 500000.00", "2024 600000.00");
      restate(warehouse);
    }
  }

  /** A warehouse that published two years' targets of one zone in one file. */
  private TestWarehouse standing() throws IOException {
    TestWarehouse.copyFewDeclarations(directory);
    Path contract = directory.resolve(CONTRACT);
    String declared = Files.readString(contract);
    String byZone = declared.replace("[zone_code, year]", "[zone_code]").replace(BY_YEAR, "");
    assertThat(byZone).hasSizeLessThan(declared.length() - BY_YEAR.length());
    Files.writeString(contract, byZone);
    TestWarehouse warehouse = TestWarehouse.create(directory);
    warehouse.receive(
        HandmadeRecords.TARGETS,
        "2024-11-15",
        List.of(
            HandmadeRecords.target("140524", 2023, "500000"),
            HandmadeRecords.target("140524", 2024, "600000")));
    warehouse.night("2024-11-15", Mode.INCREMENTAL);
    assertThat(warehouse.catalog().table(FACTS).currentSnapshot().summary())
        .containsEntry("total-data-files", "1");
    return warehouse;
  }

  private void declareByYear() throws IOException {
    Files.copy(
        TestWarehouse.DECLARATIONS.resolve(CONTRACT),
        directory.resolve(CONTRACT),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static NightResult restate(TestWarehouse warehouse) {
    warehouse.receive(
        HandmadeRecords.TARGETS,
        "2024-11-22",
        List.of(HandmadeRecords.target("140524", 2024, "700000")));
    NightResult night = warehouse.night("2024-11-22", Mode.INCREMENTAL);
    assertThat(night.status()).isEqualTo(NightResult.Status.PUBLISHED);
    assertThat(targets(warehouse))
        .containsExactly("2023 500000.00", "2024 600000.00", "2024 700000.00");
    assertThat(Partitioning.isOutdated(warehouse.catalog().table(FACTS))).isFalse();
    assertThat(warehouse.night("2024-11-22", Mode.FULL).models())
        .filteredOn(ModelResult::isChanged)
        .isEmpty();
    return night;
  }

  private static List<String> targets(TestWarehouse warehouse) {
    return warehouse
        .query("select concat_ws(' ', year, amount) from " + FACTS + " order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
