package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream makes of sources that are not as one would have them. */
class StreamSourcesIT {
  private static final String ROW =
      "insert into sp_bj (bjbh, xzqdm, sxbm, sxmc, sqrxm, sqrzjh, sltd, slrq, zt) values"
          + " ('%s', '%s', '000104001000', '企业投资项目备案', '示例甲', '11010519491231002X', '网上',"
          + " '2024-11-01', '%s')";

  @TempDir Path folder;

  @Test
  void leavesTheRowsOfAnotherCountyAlone() throws Exception {
    try (County first = County.create(folder);
        County second = first.neighbour("second_approval")) {
      first.execute(ROW.formatted("A", "140821", "办理中"));
      second.execute(ROW.formatted("B", "140521", "办理中"));
      result(first, first.configuration());
      ObjectNode other = second.configuration();
      other.put("sourcesDirectory", sources("second_approval").toString());
      assertThat(result(second, other).path("reconciliation").asText()).isEqualTo("equal");
      assertThat(result(first, first.configuration()).path("reconciliation").asText())
          .isEqualTo("equal");
      assertThat(first.rows("ods.approval_case"))
          .extracting(row -> row.getField("case_number"), row -> row.getField("operation"))
          .containsExactlyInAnyOrder(tuple("A", "snapshot"), tuple("B", "snapshot"));
    }
  }

  @Test
  void endsNothingWhereTheSourceIsEmptyOrAnother() throws Exception {
    try (County county = County.create(folder)) {
      county.load("2024-11-15/county_approval.sql");
      result(county, county.configuration());
      int cases = county.rows("ods.approval_case").size();
      List<String> before = county.snapshots();
      Files.move(county.state(), folder.resolve("lost"));
      county.execute("truncate sp_bj, sp_tc, sp_cnz, sp_qdb");
      county.execute(ROW.formatted("X", "140821", "办理中"));
      JsonNode error = error(county, county.configuration());
      assertThat(error.path("code").asText()).isEqualTo("SOURCE_SHRUNK");
      assertThat(error.path("message").asText())
          .contains("approval_case: %1$d of %1$d".formatted(cases));
      assertThat(county.snapshots()).isEqualTo(before);

      JsonNode confirmed = result(county, county.configuration().put("endingShare", 1.0));
      assertThat(confirmed.path("reconciliation").asText()).isEqualTo("equal");
      assertThat(county.rows("ods.approval_case"))
          .filteredOn(row -> row.getField("operation").equals("delete"))
          .hasSize(cases);
    }
  }

  @Test
  void endsARowWhoseDeleteWasRefused() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "办理中"));
      county.execute(ROW.formatted("B", "140821", "办理中"));
      result(county, county.configuration());
      county.execute("update sp_bj set zt = '不详' where bjbh = 'A'");
      result(county, county.configuration());
      county.execute("delete from sp_bj where bjbh = 'A'");
      assertThat(result(county, county.configuration()).path("reconciliation").asText())
          .isEqualTo("equal");
      assertThat(county.rows("ods.approval_case"))
          .extracting(row -> row.getField("case_number"), row -> row.getField("operation"))
          .containsExactlyInAnyOrder(
              tuple("A", "snapshot"), tuple("B", "snapshot"), tuple("A", "delete"));
    }
  }

  /** A refused change says nothing of the zone; the next one ends the record there. */
  @Test
  void keepsARowWhoseAreaIsUnknownUntilItIsKnownAgain() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "办理中"));
      county.execute(ROW.formatted("B", "140821", "办理中"));
      result(county, county.configuration());
      county.execute("update sp_bj set xzqdm = '990000' where bjbh = 'A'");
      assertThat(result(county, county.configuration()).path("reconciliation").asText())
          .isEqualTo("equal");
      assertThat(county.rows("ods.approval_case"))
          .extracting(row -> row.getField("case_number"), row -> row.getField("operation"))
          .containsExactlyInAnyOrder(tuple("A", "snapshot"), tuple("B", "snapshot"));
      county.execute("update sp_bj set xzqdm = '140524' where bjbh = 'A'");
      assertThat(result(county, county.configuration()).path("reconciliation").asText())
          .isEqualTo("equal");
      assertThat(county.rows("ods.approval_case"))
          .filteredOn(row -> row.getField("case_number").equals("A"))
          .extracting(row -> row.getField("zone_code"), row -> row.getField("operation"))
          .containsExactlyInAnyOrder(
              tuple("140821", "snapshot"), tuple("140821", "delete"), tuple("140524", "update"));
    }
  }

  @Test
  void readsItsRowsAnewOnceRulesHaveChanged() throws Exception {
    try (County county = County.create(folder)) {
      Path sources = sources("county_approval");
      ObjectNode configuration = county.configuration().put("sourcesDirectory", sources.toString());
      county.execute(ROW.formatted("A", "140821", "办理中"));
      county.execute(ROW.formatted("B", "140821", "补正中"));
      assertThat(result(county, configuration).path("refused").asInt()).isEqualTo(1);
      Path file = sources.resolve("approval_case.yaml");
      Files.writeString(
          file,
          Files.readString(file).replace("办理中: in_progress", "办理中: in_progress, 补正中: in_progress"));
      JsonNode second = result(county, configuration);
      assertThat(second.path("reconciliation").asText()).isEqualTo("equal");
      assertThat(second.path("refused").asInt()).isZero();
      assertThat(county.rows("ods.approval_case"))
          .extracting(row -> row.getField("case_number"))
          .containsExactlyInAnyOrder("A", "A", "B");
      assertThat(result(county, configuration).path("batches")).isEmpty();
    }
  }

  /** A server that was set up anew from a dump begins its log at low places again. */
  @Test
  void goesOnAfterTheSourceWasRestoredOnAnotherServer() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "办理中"));
      result(county, county.configuration());
      County.fillLog();
      county.execute("update sp_bj set zt = '已办结' where bjbh = 'A'");
      result(county, county.configuration());
      Files.move(county.state(), folder.resolve("lost"));
      try (EmbeddedPostgres other = County.server()) {
        ObjectNode configuration = county.restoreOn(other, ROW.formatted("A", "140821", "已撤件"));
        assertThat(result(county, configuration).path("reconciliation").asText())
            .isEqualTo("equal");
        county.executeOn(other, "update sp_bj set zt = '办理中' where bjbh = 'A'");
        assertThat(result(county, configuration).path("reconciliation").asText())
            .isEqualTo("equal");
      }
      assertThat(county.rows("ods.approval_case"))
          .extracting(row -> row.getField("status"))
          .containsExactlyInAnyOrder("in_progress", "closed", "withdrawn", "in_progress");
    }
  }

  /** Its place in the log is before the snapshot, but no snapshot saw it. */
  @Test
  void takesAChangeThatBeganBeforeTheSnapshotAndEndedAfterIt() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "办理中"));
      result(county, county.configuration());
      try (Connection slow = county.connect();
          Statement statement = slow.createStatement()) {
        slow.setAutoCommit(false);
        statement.execute("update sp_bj set zt = '已办结' where bjbh = 'A'");
        county.execute(ROW.formatted("B", "140821", "办理中"));
        Files.move(county.state(), folder.resolve("lost"));
        result(county, county.configuration());
        slow.commit();
      }
      assertThat(result(county, county.configuration()).path("reconciliation").asText())
          .isEqualTo("equal");
    }
  }

  @Test
  void comparesTypedColumnsByTheirValues() throws Exception {
    try (County county = County.create(folder)) {
      county.execute("alter table sp_bj add sfbj boolean, add sjc timestamptz");
      Path sources = sources("county_approval");
      Path file = sources.resolve("approval_case.yaml");
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll(
                  "\\{column: zt,[^\n]*",
                  "{column: sfbj, property: status, values: {\"true\": closed, \"false\": in_progress}}")
              .replaceAll("\\{column: bjrq,[^\n]*", "{column: sjc, property: closed_on}"));
      ObjectNode configuration = county.configuration().put("sourcesDirectory", sources.toString());
      county.execute(ROW.formatted("A", "140821", "办理中"));
      county.execute("update sp_bj set sfbj = true, sjc = '2024-11-14 23:30:00+00'");
      JsonNode first = result(county, configuration);
      assertThat(first.path("tables").get(0).path("rows").asInt()).isEqualTo(1);
      assertThat(first.path("tables").get(0).path("refused_rows").asInt()).isZero();
      county.execute("update sp_bj set sfbj = false");
      JsonNode second = result(county, configuration);
      assertThat(second.path("reconciliation").asText()).isEqualTo("equal");
      assertThat(county.rows("ods.approval_case"))
          .extracting(
              row -> row.getField("status"), row -> String.valueOf(row.getField("closed_on")))
          .containsExactlyInAnyOrder(
              tuple("closed", "2024-11-15"), tuple("in_progress", "2024-11-15"));
    }
  }

  @Test
  void saysThatItsSlotWasLost() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "办理中"));
      result(county, county.configuration());
      county.loseSlot();
      JsonNode error = error(county, county.configuration());
      assertThat(error.path("code").asText()).isEqualTo("SLOT_LOST");
      assertThat(error.path("message").asText())
          .contains("pg_drop_replication_slot")
          .doesNotContain("nothing is lost");
    }
  }

  @Test
  void refusesAKeyThatIsNotThePrimaryKey() throws Exception {
    try (County county = County.create(folder)) {
      county.execute("alter table sp_bj drop constraint sp_bj_pkey cascade");
      county.execute("alter table sp_bj replica identity full");
      JsonNode error = error(county, county.configuration());
      assertThat(error.path("code").asText()).isEqualTo("SOURCE_KEY_DIFFERS");
      assertThat(error.path("message").asText()).contains("public.sp_bj").contains("bjbh");
    }
  }

  @Test
  void refusesTwoSourcesOfOneTable() throws Exception {
    try (County county = County.create(folder)) {
      Path sources = sources("county_approval");
      Files.writeString(
          sources.resolve("approval_case_again.yaml"),
          Files.readString(sources.resolve("approval_case.yaml"))
              .replace("source: approval_case", "source: approval_case_again")
              .replace("public.sp_bj", "public.sp_bj2"));
      JsonNode error =
          error(county, county.configuration().put("sourcesDirectory", sources.toString()));
      assertThat(error.path("code").asText()).isEqualTo("SOURCE_TABLE_SHARED");
      assertThat(error.path("message").asText()).contains("approval_case_again");
    }
  }

  @Test
  void runsOnAfterItsConnectionBroke() throws Exception {
    try (County county = County.create(folder)) {
      county.execute(ROW.formatted("A", "140821", "办理中"));
      try (StreamProcess stream =
          county.start(
              county.configuration().put("mode", "continuous").put("checkpointSeconds", 1))) {
        county.awaitRows("ods.approval_case", 1);
        county.awaitSlotTaken();
        County.administrate(
            "select pg_terminate_backend(active_pid) from pg_replication_slots where active");
        county.execute(ROW.formatted("B", "140821", "办理中"));
        county.awaitRows("ods.approval_case", 2);
        stream.endInput();
        assertThat(stream.result().path("reconciliation").asText()).isEqualTo("equal");
      }
    }
  }

  private JsonNode result(County county, ObjectNode configuration) throws Exception {
    try (StreamProcess stream = county.start(configuration)) {
      return stream.result();
    }
  }

  private JsonNode error(County county, ObjectNode configuration) throws Exception {
    try (StreamProcess stream = county.start(configuration)) {
      return stream.end();
    }
  }

  /** The approval system's source files, for a connection of another name. */
  private Path sources(String connection) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources-" + connection));
    try (Stream<Path> files = Files.list(County.repository().resolve("ingestion/sources"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        if (text.contains("kind: change_stream")) {
          String renamed = text.replace("database: county_approval", "database: " + connection);
          Files.writeString(sources.resolve(file.getFileName()), renamed);
        }
      }
    }
    return sources;
  }
}
