package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamIT {
  private static final String ROW =
      "insert into sp_bj (bjbh, xzqdm, sxbm, sxmc, sqrxm, sqrzjh, sltd, slrq, zt) values"
          + " ('%s', '%s', '000104001000', '企业投资项目备案', '示例甲', '11010519491231002X', '网上',"
          + " '%s', '%s')";

  @TempDir Path folder;

  @Test
  void readsASnapshotThenTheLog() throws Exception {
    try (County county = County.create(folder)) {
      county.load("2024-11-15/county_approval.sql");
      JsonNode first;
      try (StreamProcess stream = county.start()) {
        first = stream.result();
      }
      long rows = Long.parseLong(county.query("select count(*) from sp_bj"));
      assertThat(first.path("reconciliation").asText()).isEqualTo("equal");
      assertThat(first.path("batches").get(0).path("accepted").asLong()).isEqualTo(rows);
      assertThat(county.rows("ods.approval_case"))
          .hasSize((int) rows)
          .extracting(row -> row.getField("operation"))
          .containsOnly("snapshot");

      List<String> before = county.snapshots();
      try (StreamProcess stream = county.start()) {
        assertThat(stream.result().path("batches")).isEmpty();
      }
      assertThat(county.snapshots()).isEqualTo(before);

      county.load("2024-11-22/county_approval.sql");
      JsonNode second;
      try (StreamProcess stream =
          county.start(county.configuration().put("receivedOn", "2024-11-22"))) {
        second = stream.result();
      }
      assertThat(second.path("reconciliation").asText()).isEqualTo("equal");
      assertThat(county.rows("ods.approval_case"))
          .filteredOn(row -> row.getField("received_on").equals(LocalDate.of(2024, 11, 22)))
          .hasSize(second.path("batches").get(0).path("accepted").asInt())
          .extracting(row -> row.getField("operation"))
          .contains("insert", "update")
          .doesNotContain("snapshot");
      assertThat(county.table("ods.approval_case").currentSnapshot().summary())
          .containsEntry("mujun.received-on", "2024-11-22")
          .containsEntry("mujun.batch", "approval_case-000002");
      assertThat(county.rows("ops.batch")).hasSize(8);
    }
  }

  @Test
  void recordsEachOperationTyped() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "2024-11-01", "办理中"));
      county.execute(ROW.formatted("B", "140481", "2024-11-02", "办理中"));
      try (StreamProcess stream = county.start()) {
        stream.result();
      }
      county.execute("update sp_bj set zt = '已办结', bjrq = '2024-11-20', pj = 5 where bjbh = 'A'");
      county.execute("delete from sp_bj where bjbh = 'B'");
      county.execute(ROW.formatted("C", "140521", "2024-11-03", "已撤件"));
      county.execute("update sp_bj set xzqdm = '140524' where bjbh = 'C'");
      try (StreamProcess stream = county.start()) {
        assertThat(stream.result().path("reconciliation").asText()).isEqualTo("equal");
      }
      List<Record> rows = county.rows("ods.approval_case");
      assertThat(rows)
          .extracting(
              row -> row.getField("case_number"),
              row -> row.getField("operation"),
              row -> row.getField("zone_code"),
              row -> row.getField("status"),
              row -> row.getField("closed_on"),
              row -> row.getField("rating"))
          .containsExactlyInAnyOrder(
              tuple("A", "snapshot", "140821", "in_progress", null, null),
              tuple("B", "snapshot", "140406", "in_progress", null, null),
              tuple("A", "update", "140821", "closed", LocalDate.of(2024, 11, 20), 5),
              tuple("B", "delete", "140406", "in_progress", null, null),
              tuple("C", "insert", "140521", "withdrawn", null, null),
              tuple("C", "delete", "140521", "withdrawn", null, null),
              tuple("C", "update", "140524", "withdrawn", null, null));
      Record update =
          rows.stream().filter(row -> row.getField("operation").equals("update")).findAny().get();
      assertThat(update.getField("source_database")).isEqualTo("county_approval");
      assertThat(update.getField("source_table")).isEqualTo("public.sp_bj");
      assertThat(update.getField("source_position").toString())
          .matches("000001-[0-9A-F]{16}\\.[01]");
      assertThat(update.getField("source_text").toString()).contains("\"status\"");
    }
  }

  @Test
  void refusesWhatTheContractRefuses() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "2024-11-01", "办理中"));
      county.execute(ROW.formatted("B", "990000", "2024-11-01", "不详"));
      county.execute(ROW.formatted("C", "140821", "2024-11-01", "办理中"));
      county.execute("update sp_bj set sqrzjh = '110105194912310021' where bjbh = 'C'");
      JsonNode first;
      try (StreamProcess stream = county.start()) {
        first = stream.result();
      }
      assertThat(first.path("batches").get(0).toString())
          .startsWith(
              "{\"source\":\"approval_case\",\"batch_id\":\"approval_case-000001\",\"read\":3,"
                  + "\"accepted\":2,\"refused\":1,\"warned\":1,");
      assertThat(first.path("batches").get(0).path("refusals"))
          .as("refusals told to whoever ran it")
          .extracting(refusal -> refusal.path("code").asText())
          .containsExactlyInAnyOrder("AREA_UNKNOWN", "VALUE_NOT_LISTED");
      assertThat(first.path("batches").get(0).path("refusals"))
          .allSatisfy(
              refusal -> {
                assertThat(refusal.path("message").asText()).containsPattern("\\p{IsHan}{4}");
                assertThat(refusal.path("locator").path("table").asText())
                    .isEqualTo("public.sp_bj");
                assertThat(refusal.path("locator").path("key").asText()).isEqualTo("B");
              });
      assertThat(county.rows("ops.refusal"))
          .extracting(
              row -> row.getField("source_key"),
              row -> row.getField("code"),
              row -> row.getField("text"))
          .containsExactlyInAnyOrder(
              tuple("B", "AREA_UNKNOWN", "990000"), tuple("B", "VALUE_NOT_LISTED", "不详"));
      assertThat(county.rows("ops.warning"))
          .extracting(
              row -> row.getField("source_key"),
              row -> row.getField("code"),
              row -> row.getField("text"))
          .containsExactly(tuple("C", "IDENTITY_NUMBER_INVALID", null));

      county.execute("update sp_bj set zt = '不详' where bjbh = 'A'");
      county.execute("update sp_bj set zt = '再改' where bjbh = 'A'");
      county.execute("update sp_bj set xzqdm = '140821', zt = '办理中' where bjbh = 'B'");
      JsonNode second;
      try (StreamProcess stream = county.start()) {
        second = stream.result();
      }
      assertThat(second.path("batches").get(0).path("read").asLong()).isEqualTo(3);
      assertThat(second.path("batches").get(0).path("refused").asLong()).isEqualTo(2);
      assertThat(second.path("reconciliation").asText()).isEqualTo("equal");
      assertThat(county.rows("ops.batch"))
          .extracting(
              row -> row.getField("batch_id"),
              row -> row.getField("read_count"),
              row -> row.getField("accepted_count"),
              row -> row.getField("refused_count"))
          .containsExactlyInAnyOrder(
              tuple("approval_case-000001", 3L, 2L, 1L), tuple("approval_case-000002", 3L, 1L, 2L));
    }
  }

  @Test
  void readsAllRowsAgainWhereItsStateIsLost() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "2024-11-01", "办理中"));
      county.execute(ROW.formatted("B", "140821", "2024-11-01", "办理中"));
      try (StreamProcess stream = county.start()) {
        stream.result();
      }
      Files.move(county.state(), folder.resolve("lost"));
      county.execute(
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
              + " where database = current_database()");
      county.execute("delete from sp_bj where bjbh = 'A'");
      county.execute("update sp_bj set zt = '已撤件' where bjbh = 'B'");
      try (StreamProcess stream = county.start()) {
        assertThat(stream.result().path("reconciliation").asText()).isEqualTo("equal");
      }
      assertThat(county.rows("ods.approval_case"))
          .extracting(
              row -> row.getField("case_number"),
              row -> row.getField("operation"),
              row -> row.getField("status"))
          .containsExactlyInAnyOrder(
              tuple("A", "snapshot", "in_progress"),
              tuple("B", "snapshot", "in_progress"),
              tuple("B", "snapshot", "withdrawn"),
              tuple("A", "delete", "in_progress"));
    }
  }

  @Test
  void runsOnUntilItsInputEnds() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "2024-11-01", "办理中"));
      try (StreamProcess stream =
          county.start(
              county.configuration().put("mode", "continuous").put("checkpointSeconds", 1))) {
        county.awaitRows("ods.approval_case", 1);
        county.execute(ROW.formatted("B", "140821", "2024-11-01", "办理中"));
        county.awaitRows("ods.approval_case", 2);
        stream.endInput();
        assertThat(stream.result().path("accepted").asLong()).isEqualTo(2);
      }
    }
  }

  @Test
  void saysThatTheWarehouseDiffersAndMendsItFromASnapshot() throws Exception {
    try (County county = County.create(folder)) {
      county.load("2024-11-15/county_approval.sql");
      try (StreamProcess stream = county.start()) {
        stream.result();
      }
      county.execute("truncate sp_tc");
      try (StreamProcess stream = county.start()) {
        JsonNode error = stream.end();
        assertThat(error.path("code").asText()).isEqualTo("STREAM_DIFFERS");
        assertThat(error.path("message").asText()).contains("approval_pause: 0 rows there, ");
      }
      Files.move(county.state(), folder.resolve("lost"));
      try (StreamProcess stream = county.start(county.configuration().put("endingShare", 1.0))) {
        assertThat(stream.result().path("reconciliation").asText()).isEqualTo("equal");
      }
      assertThat(county.rows("ods.approval_pause"))
          .extracting(row -> row.getField("operation"))
          .contains("snapshot", "delete")
          .doesNotContain("insert", "update");
    }
  }
}
