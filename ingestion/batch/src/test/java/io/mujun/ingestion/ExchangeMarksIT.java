package io.mujun.ingestion;

import static io.mujun.ingestion.ExchangeCounty.FIRST_PROJECT;
import static io.mujun.ingestion.ExchangeCounty.LINGSHI;
import static io.mujun.ingestion.ExchangeCounty.LINYI;
import static io.mujun.ingestion.ExchangeCounty.SECOND_PROJECT;
import static io.mujun.ingestion.ExchangeCounty.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.code.Zones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and what is left out, whatever the times say that the county writes. */
class ExchangeMarksIT {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);

  @TempDir Path data;
  private Stage stage;
  private ExchangeCounty county;

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(data);
    county = ExchangeCounty.postgres("county");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void timeThatIsStillToComeHidesNothing() throws Exception {
    LocalDate today = LocalDate.now(SHANGHAI);
    county.put("1", LINGSHI, FIRST_PROJECT, "I", today + " 23:59:59");
    county.ingest(stage, today);
    county.execute(
        """
        insert into qz_xmxx (row_guid, xzqdm, xmdm, xmmc, cd_batch, cd_operation, cd_time)
        values ('2', '140729', '2308-140524-89-01-782006', '某项目', 'b', 'I',
          (now() at time zone 'Asia/Shanghai'))
        """);
    county.ingest(stage, today);
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("source_key"))
        .containsExactlyInAnyOrder("1", "2");
    assertThat(county.ingest(stage, today).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
  }

  @Test
  void areaThatIsLateIsNotPassedOverForAnother() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 12:00:00");
    county.put("2", LINYI, SECOND_PROJECT, "I", "2024-11-14 08:00:00");
    county.ingest(stage, DAY);
    county.put("3", LINYI, FIRST_PROJECT, "I", "2024-11-14 09:00:00");
    county.ingest(stage, DAY);
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("source_key"))
        .containsExactlyInAnyOrder("1", "2", "3");
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
  }

  @Test
  void updateInTheSameSecondIsTakenAndComesLater() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "U", "2024-11-14 12:00:00");
    county.put("2", LINGSHI, SECOND_PROJECT, "U", "2024-11-14 12:00:00");
    county.ingest(stage, DAY);
    county.execute("update qz_xmxx set jhztz = 200 where row_guid = '1'");
    county.ingest(stage, DAY);
    assertThat(stage.rows(TABLE)).hasSize(3);
    assertThat(newest("1").get("planned_investment")).isEqualTo(new BigDecimal("2000000.00"));
  }

  @Test
  void lateOperationStandsBeforeTheNewerOneOfItsKey() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "U", "2024-11-14 10:00:00");
    county.ingest(stage, DAY);
    county.put("1", LINGSHI, FIRST_PROJECT, "U", "2024-11-14 09:45:00");
    county.ingest(stage, DAY);
    assertThat(stage.rows(TABLE)).hasSize(2);
    assertThat(newest("1").get("cd_time")).isEqualTo(LocalDateTime.of(2024, 11, 14, 10, 0));
  }

  @Test
  void correctionOfTheKeyEndsTheRecordUnderItsOldOne() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 10:00:00");
    county.ingest(stage, DAY);
    county.execute(
        "update qz_xmxx set xzqdm = '140821', cd_operation = 'U', cd_time = '2024-11-14 11:00:00'");
    county.ingest(stage, DAY);
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("zone_code") + " " + row.get("operation"))
        .containsExactlyInAnyOrder("140729 insert", "140729 delete", "140821 update");
    assertThat(newestOf(LINGSHI)).containsEntry("operation", "delete");
  }

  @Test
  void keyThatAnotherRecordStillHoldsIsNotEnded() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 10:00:00");
    county.put("2", LINGSHI, FIRST_PROJECT, "U", "2024-11-14 10:30:00");
    county.ingest(stage, DAY);
    county.execute(
        "update qz_xmxx set xzqdm = '140821', cd_time = '2024-11-14 11:00:00' where row_guid = '1'");
    county.ingest(stage, DAY);
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("operation"))
        .containsExactlyInAnyOrder("insert", "update", "insert");
  }

  @Test
  void expiredSnapshotsLoseNoMark() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 10:00:00");
    county.ingest(stage, DAY);
    Table table = stage.catalog().table(TABLE);
    table.newAppend().set("mujun.batch", "maintenance").commit();
    table.expireSnapshots().expireOlderThan(System.currentTimeMillis() + 1).retainLast(1).commit();
    county.put("2", LINGSHI, SECOND_PROJECT, "I", "2024-11-14 11:00:00");
    Receipt receipt = county.ingest(stage, DAY).get(0);
    assertThat(receipt.batchId()).isEqualTo("exchange-county-2");
    assertThat(receipt.accepted()).isEqualTo(1);
  }

  @Test
  void marksOfSnapshotsAreTakenOverOnce() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 10:00:00");
    county.ingest(stage, DAY);
    Table marks = stage.catalog().table("ops.watermark");
    marks.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    Table table = stage.catalog().table(TABLE);
    table.newAppend().set("mujun.watermark.county", "7;2024-11-14 10:00:00.000000").commit();
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    county.put("2", LINYI, FIRST_PROJECT, "I", "2024-11-14 09:29:59");
    county.put("3", LINGSHI, SECOND_PROJECT, "I", "2024-11-14 09:31:00");
    Receipt receipt = county.ingest(stage, DAY).get(0);
    assertThat(receipt.batchId()).isEqualTo("exchange-county-8");
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("source_key"))
        .containsExactlyInAnyOrder("1", "3");
  }

  @Test
  void overlapIsThatOfTheSourceFile() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 12:00:00");
    county.ingest(stage, DAY);
    county.put("2", LINGSHI, SECOND_PROJECT, "I", "2024-11-14 10:00:00");
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    ChangeResult wider =
        county.read(
            stage,
            Stage.rules(),
            county.source("overlap_minutes: 121\n"),
            DAY,
            ChangeReading.Depth.CHANGES);
    assertThat(wider.receipts()).extracting(Receipt::accepted).containsExactly(1L);
  }

  @Test
  void refusedRecordsAreReadAgainOnceTheCodesAreMended() throws Exception {
    county.put("1", "140799", FIRST_PROJECT, "I", "2024-11-01 10:00:00");
    county.put("2", LINGSHI, SECOND_PROJECT, "I", "2024-11-14 10:00:00");
    county.put("3", "140798", FIRST_PROJECT, "I", "2024-11-01 10:00:00");
    assertThat(county.ingest(stage, DAY).get(0).refused()).isEqualTo(2);
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    IngestRules mended = rulesWithArea("140799", LINYI);
    Receipt again = county.ingest(stage, mended, DAY).get(0);
    assertThat(again.accepted()).isEqualTo(1);
    assertThat(again.refused()).isEqualTo(1);
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("zone_code") + " " + row.get("source_key"))
        .containsExactlyInAnyOrder("140821 1", "140729 2");
    assertThat(county.ingest(stage, mended, DAY).get(0).status())
        .isEqualTo(Receipt.Status.UNCHANGED);
  }

  private static IngestRules rulesWithArea(String area, String zone) {
    IngestRules rules = Stage.rules();
    try {
      Path codes = Files.createTempDirectory("codes-");
      for (String name : List.of("zone.csv", "area.csv")) {
        Files.copy(Stage.ROOT.resolve("warehouse/codes").resolve(name), codes.resolve(name));
      }
      Path areas = codes.resolve("area.csv");
      String header =
          Files.readAllLines(areas).stream()
              .filter(line -> !line.startsWith("#"))
              .findFirst()
              .orElseThrow();
      String line =
          Arrays.stream(header.split(",", -1))
              .map(
                  column ->
                      column.equals("area_code") ? area : column.equals("zone_code") ? zone : "")
              .collect(Collectors.joining(","));
      Files.writeString(areas, line + "\n", StandardOpenOption.APPEND);
      return new IngestRules(rules.contracts(), rules.units(), Zones.read(codes), rules.sources());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void timesAreShanghaisWhateverTheMachinesZone() throws Exception {
    county.execute("alter table qz_xmxx alter column cd_time type timestamptz");
    county.execute(
        """
        insert into qz_xmxx (row_guid, xzqdm, xmdm, xmmc, cd_batch, cd_operation, cd_time)
        values ('1', '140729', '2402-140729-89-01-719904', '某项目', 'b', 'I',
          '2024-11-13 18:30:00+00')
        """);
    ExchangeCounty plain = ExchangeCounty.postgres("plain");
    plain.put("2", LINGSHI, SECOND_PROJECT, "I", "2024-03-10 02:30:00");
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      county.ingest(stage, DAY);
      plain.ingest(stage, DAY);
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(newest("1")).containsEntry("cd_time", LocalDateTime.of(2024, 11, 14, 2, 30));
    assertThat(newest("2")).containsEntry("cd_time", LocalDateTime.of(2024, 3, 10, 2, 30));
  }

  private Map<String, Object> newest(String key) {
    return newestWhere("source_key", key);
  }

  private Map<String, Object> newestOf(String zone) {
    return newestWhere("zone_code", zone);
  }

  private Map<String, Object> newestWhere(String column, String value) {
    List<Map<String, Object>> rows =
        stage.rows(TABLE).stream().filter(row -> value.equals(row.get(column))).toList();
    return rows.stream()
        .max(Comparator.comparing(row -> (String) row.get("source_position")))
        .orElseThrow();
  }
}
