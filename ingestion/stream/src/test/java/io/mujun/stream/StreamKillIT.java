package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process at many points while the source goes on changing. A row that changes while the
 * snapshot is read may be told by both, the snapshot and the log; the log tells each change once.
 */
class StreamKillIT {
  private static final int KILLS_IN_THE_LOG = Integer.getInteger("mujun.kills", 4);

  private static final int SNAPSHOT_ROWS = 40_000;

  @TempDir Path folder;

  @Test
  void neitherLosesNorRepeatsAChange() throws Exception {
    try (County county = County.create(folder)) {
      Clerks.openCases(county);
      ObjectNode continuous =
          county.configuration().put("mode", "continuous").put("checkpointSeconds", 1);
      try (Clerks clerks = new Clerks(county, 7)) {
        assertThat(clerks).isNotNull();
        try (StreamProcess stream = county.start(continuous)) {
          stream.awaitStage("stream");
        }
        try (StreamProcess stream = county.start(continuous)) {
          county.awaitAtLeast("ods.approval_case", 1);
          assertThat(stream.isAlive()).isTrue();
        }
        for (int kill = 0; kill < KILLS_IN_THE_LOG; kill++) {
          int known = county.rows("ods.approval_case").size();
          try (StreamProcess stream = county.start(continuous)) {
            county.awaitAtLeast("ods.approval_case", known + 1 + 40 * (kill % 3));
            assertThat(stream.isAlive()).isTrue();
          }
        }
      }
      try (StreamProcess stream = county.start()) {
        stream.awaitStage("compare");
      }
      JsonNode result;
      try (StreamProcess stream = county.start()) {
        result = stream.result();
      }
      assertThat(result.path("reconciliation").asText()).isEqualTo("equal");
      List<Record> rows = county.rows("ods.approval_case");
      assertThat(rows.stream().map(StreamKillIT::identity).toList()).doesNotHaveDuplicates();
      assertThat(county.rows("ods.approval_pause").stream().map(StreamKillIT::identity).toList())
          .doesNotHaveDuplicates();
      assertThat(county.rows("ods.commitment").stream().map(StreamKillIT::identity).toList())
          .doesNotHaveDuplicates();
      daysByCase(rows)
          .forEach(
              (number, days) ->
                  assertThat(days)
                      .as("promised days that case %s went through", number)
                      .containsExactlyElementsOf(
                          IntStream.rangeClosed(days.first(), days.last()).boxed().toList()));
      assertThat(county.rows("ops.batch"))
          .filteredOn(row -> row.getField("source").equals("approval_case"))
          .extracting(row -> row.getField("read_count"))
          .containsExactly((long) rows.size());
      assertThat(county.query("select sum(cnqx) from sp_bj")).isNotEqualTo("0");
    }
  }

  /** The table is read in parts of some eight thousand rows; a checkpoint comes in the midst. */
  @Test
  void aSnapshotKilledHalfwayRepeatsNoRow() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(
          "insert into sp_cnz (cnbh, xzqdm, xmdm, xmmc, sxbm, sxmc, cnrq)"
              + " select 'X' || number, '140821', '2408-140821-04-01-000001', '示例项目',"
              + " '000104001000', '事项', date '2024-11-01'"
              + " from generate_series(1, "
              + SNAPSHOT_ROWS
              + ") as number");
      ObjectNode continuous =
          county.configuration().put("mode", "continuous").put("checkpointSeconds", 1);
      try (StreamProcess stream = county.start(continuous)) {
        county.awaitAtLeast("ods.commitment", 1);
        assertThat(stream.isAlive()).isTrue();
      }
      try (StreamProcess stream = county.start()) {
        assertThat(stream.result().path("reconciliation").asText()).isEqualTo("equal");
      }
      List<Record> rows = county.rows("ods.commitment");
      assertThat(
              rows.stream()
                  .collect(Collectors.groupingBy(StreamKillIT::identity, Collectors.counting()))
                  .entrySet())
          .filteredOn(row -> row.getValue() > 1)
          .as("rows that were told twice")
          .isEmpty();
      assertThat(rows).hasSize(SNAPSHOT_ROWS);
    }
  }

  private static List<Object> identity(Record row) {
    return List.of(
        row.getField("source_key"), row.getField("source_position"), row.getField("operation"));
  }

  private static Map<String, NavigableSet<Integer>> daysByCase(List<Record> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getField("case_number").toString(),
                TreeMap::new,
                Collectors.mapping(
                    row -> (Integer) row.getField("promised_days"),
                    Collectors.toCollection(TreeSet::new))));
  }
}
