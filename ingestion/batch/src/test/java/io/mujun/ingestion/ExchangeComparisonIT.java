package io.mujun.ingestion;

import static io.mujun.ingestion.ExchangeCounty.LINGSHI;
import static io.mujun.ingestion.ExchangeCounty.LINYI;
import static io.mujun.ingestion.ExchangeCounty.PROJECTS;
import static io.mujun.ingestion.ExchangeCounty.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.change.ChangeReading.Depth;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ExchangeSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole table compared with what was taken in of it. */
class ExchangeComparisonIT {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);

  @TempDir Path data;
  private Stage stage;
  private ExchangeCounty county;

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(data);
    county = ExchangeCounty.postgres("county");
    for (int i = 0; i < PROJECTS.size(); i++) {
      county.put("g" + i, LINGSHI, PROJECTS.get(i), "I", "2024-11-14 10:00:0" + i);
    }
    county.put("other", LINYI, PROJECTS.get(0), "I", "2024-11-14 10:00:00");
    county.ingest(stage, DAY);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void whatTheMarkPassedOverIsFoundAndOneVanishedRecordIsEnded() throws Exception {
    county.put("late", LINYI, PROJECTS.get(1), "I", "2024-10-01 08:00:00");
    county.execute("delete from qz_xmxx where row_guid = 'g1'");
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    ChangeResult result = compare("compare: {limit_percent: 20}\n", Depth.COMPARE);
    assertThat(result.faults()).isEmpty();
    assertThat(result.receipts().get(0).notes())
        .singleElement()
        .asString()
        .contains("1 条记录在来源中已不存在");
    assertThat(living()).containsOnlyKeys("late", "other", "g0", "g2", "g3", "g4");
    assertThat(compare("compare: {limit_percent: 20}\n", Depth.COMPARE).receipts().get(0).status())
        .isEqualTo(Receipt.Status.UNCHANGED);
  }

  @Test
  void endedRecordThatComesBackLivesAgain() throws Exception {
    county.execute("create table gone as select * from qz_xmxx where row_guid = 'g1'");
    county.execute("delete from qz_xmxx where row_guid = 'g1'");
    compare("compare: {limit_percent: 20}\n", Depth.COMPARE);
    assertThat(living()).doesNotContainKey("g1");
    county.execute("insert into qz_xmxx select * from gone");
    compare("compare: {limit_percent: 20}\n", Depth.COMPARE);
    assertThat(living()).containsKey("g1").hasSize(6);
  }

  @Test
  void emptiedAreaIsHeldAndSaidAndTheOthersAreNot() throws Exception {
    county.execute("delete from qz_xmxx where xzqdm = '140729'");
    county.put("new", LINYI, PROJECTS.get(2), "I", "2024-11-14 11:00:00");
    ChangeResult result = compare("", Depth.COMPARE);
    assertThat(result.faults()).extracting(MujunException::code).containsExactly("SOURCE_SHRUNK");
    assertThat(result.faults().get(0))
        .hasMessageContaining("5 of the 5 records of area 140729")
        .hasMessageContaining("--end-missing");
    assertThat(result.receipts()).extracting(Receipt::accepted).containsExactly(1L);
    assertThat(living()).hasSize(7);
    assertThat(compare("", Depth.COMPARE_AND_END).faults()).isEmpty();
    assertThat(living()).containsOnlyKeys("other", "new");
  }

  @Test
  void tableRestoredFromAnOldDumpEndsNothingOfItself() throws Exception {
    county.execute("create table dump as select * from qz_xmxx");
    county.put("g9", LINGSHI, PROJECTS.get(3), "D", "2024-11-14 12:00:00");
    county.execute(
        "update qz_xmxx set jhztz = 500, cd_time = '2024-11-14 12:30:00' where row_guid = 'g0'");
    county.ingest(stage, DAY);
    Map<String, Object> before = living();
    assertThat(before).doesNotContainKey("g3");
    county.execute("truncate qz_xmxx");
    county.execute("insert into qz_xmxx select * from dump");
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    ChangeResult result = compare("compare: {limit_percent: 100}\n", Depth.COMPARE);
    assertThat(result.faults())
        .extracting(MujunException::code)
        .containsExactly("SOURCE_WENT_BACK");
    assertThat(living()).isEqualTo(before);
    ChangeResult right = compare("", Depth.COMPARE_AND_END);
    assertThat(right.faults()).isEmpty();
    assertThat(living().get("g0")).asString().startsWith("1000000");
  }

  @Test
  void comparisonIsMadeAfterTheDaysThatTheSourceFileSays() throws Exception {
    ExchangeSource weekly = county.source("compare: {every_days: 7, limit_percent: 20}\n");
    county.read(stage, Stage.rules(), weekly, DAY, Depth.COMPARE);
    county.execute("delete from qz_xmxx where row_guid = 'g1'");
    county.read(stage, Stage.rules(), weekly, DAY.plusDays(6), Depth.CHANGES);
    assertThat(living()).containsKey("g1");
    county.read(stage, Stage.rules(), weekly, DAY.plusDays(7), Depth.CHANGES);
    assertThat(living()).doesNotContainKey("g1");
  }

  @Test
  void clearedTableOfAProviderThatClearsItEndsNothing() throws Exception {
    county.execute("delete from qz_xmxx");
    ChangeResult result = compare("compare: {missing: keep}\n", Depth.COMPARE);
    assertThat(result.faults()).isEmpty();
    assertThat(living()).hasSize(6);
  }

  private ChangeResult compare(String lines, Depth depth) {
    return county.read(stage, Stage.rules(), county.source(lines), DAY, depth);
  }

  /** The source key and amount of what lives, by the order of positions. */
  private Map<String, Object> living() {
    Map<List<Object>, Map<String, Object>> newest =
        stage.rows(TABLE).stream()
            .collect(
                Collectors.toMap(
                    row -> List.of(row.get("zone_code"), row.get("project_code")),
                    row -> row,
                    (one, other) ->
                        Comparator.<Map<String, Object>, String>comparing(
                                        row -> (String) row.get("source_position"))
                                    .compare(one, other)
                                < 0
                            ? other
                            : one));
    Map<String, Object> living = new TreeMap<>();
    newest.values().stream()
        .filter(row -> !row.get("operation").equals("delete"))
        .forEach(row -> living.put((String) row.get("source_key"), row.get("planned_investment")));
    return living;
  }
}
