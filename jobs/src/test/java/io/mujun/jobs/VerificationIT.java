package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.maintenance.TableOutcome;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.NightResult;
import io.mujun.jobs.night.Verification;
import io.mujun.jobs.night.VerificationResult;
import io.mujun.jobs.night.VerificationResult.Difference;
import io.mujun.jobs.night.VerificationResult.VerifiedTable;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stays of a publication: it can be read, and computed again, whatever came after it: other
 * statements, other declarations, maintenance, and maintenances that were killed, {@code
 * -Dmujun.kills=10} of them.
 */
class VerificationIT {
  private static final String JUDGEMENT = "- {target: 100, green: 100, yellow: 90,";
  private static final String ANOTHER = "sum(amount) filter (where 'industry' = investment_scope)";
  private static final List<String> ZONES = List.of("140821", "140521", "140524");
  private static final String LIGHT =
      "select concat_ws(' ', value, light, metric_version) from ads.metric_value %s"
          + " where metric = 'schedule_attainment_rate' and zone_code = '140524'"
          + " and period = date'2024-10-01'";

  private static final String RESTATED =
      "select cast(value as string) from ads.metric_value version as of '%s'"
          + " where metric = 'investment_ledger' and zone_code = '140524'"
          + " and period = date'2024-10-01'";

  @TempDir Path directory;

  @Test
  void everyPublicationIsComputedAgainAsItWas() throws Exception {
    TestWarehouse.copyFewDeclarations(directory, "annual_target", "investment_statistics");
    try (TestWarehouse warehouse = TestWarehouse.create(directory)) {
      deliver(warehouse, "2024-11-15", "80000.50");
      assertThat(warehouse.night("2024-11-15", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.PUBLISHED);
      String before = first(warehouse, LIGHT.formatted(""));
      Path targets = directory.resolve("metrics/annual_target.yaml");
      String thresholds = Files.readString(targets);
      assertThat(thresholds).contains(JUDGEMENT);
      Files.writeString(
          targets,
          thresholds
              .replace(
                  JUDGEMENT,
                  "- {target: 100, green: 100, yellow: 90, source: 旧规则}\n"
                      + "      - {from: 2024-10-01, target: 105, green: 2, yellow: 1,")
              .replace("sum(amount) filter (where investment_scope = 'industry')", ANOTHER)
              .replace("只说明两个系列相差多少", "只说明相差多少"));
      deliver(warehouse, "2024-11-22", "90000.50");
      assertThat(warehouse.night("2024-11-24", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.PUBLISHED);
      deliver(warehouse, "2024-11-29", "70000.50");
      assertThat(warehouse.night("2024-11-29", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.PUBLISHED);
      Map<String, String> rows = rows(warehouse);
      KilledMaintenance.killAtRandom(warehouse);
      maintain(warehouse);
      assertThat(rows(warehouse)).isEqualTo(rows);

      PublicationBook book = book(warehouse);
      assertThat(book.all())
          .extracting(PublicationEntry::id, PublicationEntry::runId)
          .containsExactly(
              tuple("2024-11-15.1", "2024-11-15.1"),
              tuple("2024-11-22.2", "2024-11-24.2"),
              tuple("2024-11-29.3", "2024-11-29.3"));
      assertThat(book.all())
          .extracting(publication -> first(warehouse, RESTATED.formatted(publication.tag())))
          .as("a figure that was restated twice")
          .containsExactly("8.000050", "9.000050", "7.000050");
      assertThat(book.asKnownOn(LocalDate.parse("2024-11-21")).id()).isEqualTo("2024-11-15.1");
      assertThat(book.asKnownOn(LocalDate.parse("2024-11-22")).id()).isEqualTo("2024-11-22.2");
      assertCode("NOTHING_PUBLISHED", () -> book.asKnownOn(LocalDate.parse("2024-11-14")));
      assertThat(book.all().get(0).tableNames())
          .contains("ods.investment_ledger", "dwd.commitment", "dim.metric_version");

      assertThat(first(warehouse, LIGHT.formatted("version as of 'published_2024-11-15.1'")))
          .isEqualTo(before)
          .isNotEqualTo(first(warehouse, LIGHT.formatted("")));
      assertThat(
              warehouse.query(
                  "select concat_ws(' ', version_number, valid_from, publication_id)"
                      + " from dim.metric_version where metric = 'schedule_attainment_rate' order by 1"))
          .extracting(row -> row.getString(0))
          .containsExactly("1 2024-11-15 2024-11-15.1", "2 2024-11-22 2024-11-22.2");
      assertThat(
              warehouse.query(
                  "select concat_ws(' ', metric, change_kind) from dim.metric_version"
                      + " where version_number > 1 order by 1"))
          .as("what changed, also in a metric that a changed one is taken into")
          .extracting(row -> row.getString(0))
          .containsExactly(
              "industry_completion_rate definition",
              "industry_investment_target definition",
              "industry_target_excess definition",
              "investment_series_gap text",
              "schedule_attainment_rate judgement");
      assertThat(
              warehouse.query(
                  "select distinct change_kind from dim.metric_version where version_number = 1"))
          .extracting(row -> row.getString(0))
          .containsExactly("first");

      pastMonthsKeepTheirTarget(warehouse);

      for (PublicationEntry publication : book.all()) {
        VerificationResult result = verify(warehouse, publication.id());
        assertThat(result.differences()).as(publication.id()).isEmpty();
        assertThat(result.isVerified()).as(publication.id()).isTrue();
        assertThat(result.tables())
            .filteredOn(table -> table.rows() > 0)
            .extracting(VerifiedTable::table)
            .contains("dwd.investment_month", "dwd.annual_target", "ads.metric_value");
        System.out.printf(
            "verified %s: %d tables, %d rows%n",
            publication.id(),
            result.tables().size(),
            result.tables().stream().mapToLong(VerifiedTable::rows).sum());
      }
      assertCode("PUBLICATION_UNKNOWN", () -> verify(warehouse, "2024-11-15.9"));
      aChangedNumberIsFound(warehouse, book.find("2024-11-29.3"));
    }
  }

  /** Only months from October on are held against what was declared from then on. */
  private static void pastMonthsKeepTheirTarget(TestWarehouse warehouse) {
    assertThat(
            warehouse.query(
                "select distinct concat_ws(' ', if(period < '2024-10-01', 'before', 'since'),"
                    + " cast(target as int)) from ads.metric_value"
                    + " where metric = 'schedule_attainment_rate' order by 1"))
        .extracting(row -> row.getString(0))
        .containsExactly("before 100", "since 105");
    assertThat(
            warehouse.query(
                "select concat_ws(' ', valid_from, valid_to, cast(target as int))"
                    + " from dim.metric_judgement where metric = 'schedule_attainment_rate' order by 1"))
        .extracting(row -> row.getString(0))
        .containsExactly("1900-01-01 2024-09-30 100", "2024-10-01 105");
    assertThat(
            first(
                warehouse,
                "select concat_ws(' ', cast(target as int), cast(yellow_threshold as int))"
                    + " from dim.metric where metric = 'schedule_attainment_rate'"))
        .isEqualTo("105 1");
  }

  /**
   * A fourth publication, whose row and one table were written by no night: all else of it is the
   * third one's, and verified with it. A fifth names declarations that nobody kept.
   */
  private static void aChangedNumberIsFound(TestWarehouse warehouse, PublicationEntry last) {
    warehouse.query(
        "update ads.metric_value set value = value + 1 where metric = 'investment_ledger'"
            + " and zone_code = '140524' and period = date'2024-10-01'");
    long changed = warehouse.catalog().table("ads.metric_value").currentSnapshot().snapshotId();
    copyPublication(
        warehouse,
        "'2024-11-29.4'",
        "replace(tables, '%d', '%d')".formatted(last.tables().get("ads.metric_value"), changed),
        "definition");
    copyPublication(warehouse, "'2024-11-29.5'", "tables", "'unknown'");
    assertCode("PUBLICATION_NOT_KEPT", () -> verify(warehouse, "2024-11-29.4"));
    PublicationBook book = book(warehouse);
    assertThat(book.untagged())
        .extracting(PublicationEntry::id)
        .containsExactly("2024-11-29.4", "2024-11-29.5");
    maintain(warehouse);
    assertThat(book(warehouse).untagged()).isEmpty();
    assertCode("DECLARATIONS_NOT_KEPT", () -> verify(warehouse, "2024-11-29.5"));

    VerificationResult result = verify(warehouse, "2024-11-29.4");
    assertThat(result.isVerified()).isFalse();
    assertThat(result.tables())
        .filteredOn(table -> table.different() > 0)
        .extracting(VerifiedTable::table, VerifiedTable::different)
        .containsExactly(tuple("ads.metric_value", 2L));
    assertThat(result.differences())
        .extracting(
            Difference::table, Difference::column, Difference::published, Difference::computed)
        .containsExactly(tuple("ads.metric_value", "value", "8.000050", "7.000050"));
  }

  private static void copyPublication(
      TestWarehouse warehouse, String id, String tables, String definition) {
    warehouse.query(
        ("insert into ads.publication select %s, run_id, run_date, as_at, published_at, %s,"
                + " inputs, %s from ads.publication where publication_id = '2024-11-29.3'")
            .formatted(id, tables, definition));
  }

  /** A ledger and a target of one zone, and whatever else the day brings. */
  private static void deliver(TestWarehouse warehouse, String day, String investment) {
    Random random = new Random(8);
    for (String zone : ZONES) {
      new RandomZone(zone, ZONES, random)
          .records(LocalDate.parse(day))
          .forEach((table, records) -> warehouse.receive(table, day, records));
    }
    warehouse.receive(
        HandmadeRecords.LEDGER,
        day,
        List.of(
            HandmadeRecords.ledger("140524", "2024-10-01", "甲", investment),
            HandmadeRecords.ledger("140524", "2024-10-01", "乙", "0.00")));
    warehouse.receive(
        HandmadeRecords.TARGETS, day, List.of(HandmadeRecords.target("140524", 2024, "600000")));
  }

  /** Lets every snapshot go that has no name, and the files that are then no table's. */
  private static void maintain(TestWarehouse warehouse) {
    assertThat(warehouse.maintain())
        .extracting(TableOutcome::status)
        .containsOnly(TableOutcome.Status.DONE);
    assertThat(warehouse.catalog().table("ops.run").snapshots()).hasSize(1);
  }

  /** Table → how many rows it has, and the sum of their hashes. */
  private static Map<String, String> rows(TestWarehouse warehouse) {
    Map<String, String> rows = new TreeMap<>();
    for (Contract contract : warehouse.contracts().all()) {
      rows.put(
          contract.qualifiedName(),
          first(
              warehouse,
              "select concat_ws(' ', count(*), sum(cast(xxhash64(*) as decimal(38, 0)))) from "
                  + contract.qualifiedName()));
    }
    return rows;
  }

  private static VerificationResult verify(TestWarehouse warehouse, String publication) {
    return new Verification(warehouse.session(), warehouse.settings(), ignored -> {})
        .verify(publication);
  }

  private static PublicationBook book(TestWarehouse warehouse) {
    return PublicationBook.of(CatalogMoment.read(warehouse.settings()));
  }

  private static String first(TestWarehouse warehouse, String query) {
    return warehouse.query(query).get(0).getString(0);
  }

  private static void assertCode(String code, Runnable failing) {
    assertThatThrownBy(failing::run)
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
