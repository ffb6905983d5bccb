package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clerk is told where a source is not as it should be; nothing is written then. */
class SourceFaultIT {
  @TempDir Path folder;

  @Test
  void saysWhatIsWrongAndHowToMendIt() throws Exception {
    try (County county = County.create(folder)) {
      List<String> before = county.snapshots();
      expect(
          county,
          source(county).put("port", 1),
          "SOURCE_UNREACHABLE",
          "127.0.0.1:1",
          "start again; nothing is lost");
      expect(county, source(county).put("database", "absent"), "SOURCE_DATABASE_MISSING", "absent");
      county.execute(
          "drop role if exists capture_test; create role capture_test login replication password"
              + " 'right'");
      County.requirePasswords();
      expect(
          county,
          source(county).put("user", "capture_test").put("password", "wrong"),
          "SOURCE_PASSWORD_REFUSED",
          "capture_test");
      expect(
          county,
          source(county).put("user", "capture_test").put("password", "right"),
          "SOURCE_RIGHT_MISSING",
          "SELECT");
      county.execute("alter table sp_bj replica identity default");
      expect(
          county,
          source(county),
          "REPLICA_IDENTITY_NOT_FULL",
          "alter table public.sp_bj replica identity full;");
      county.execute("alter table sp_bj replica identity full");
      county.execute("alter publication mujun_capture drop table sp_tc");
      expect(
          county,
          source(county),
          "PUBLICATION_INCOMPLETE",
          "alter publication mujun_capture add table public.sp_tc;");
      county.execute("drop publication mujun_capture");
      expect(county, source(county), "PUBLICATION_INCOMPLETE", "create publication mujun_capture");
      county.execute("alter table sp_tc rename column lx to leixing");
      expect(county, source(county), "SOURCE_COLUMN_MISSING", "lx");
      county.execute("drop table sp_tc");
      expect(county, source(county), "SOURCE_TABLE_MISSING", "public.sp_tc");
      assertThat(county.snapshots()).isEqualTo(before);
    }
  }

  @Test
  void saysThatAServerDoesNotLogEnough() throws Exception {
    try (County county = County.create(folder);
        EmbeddedPostgres plain = EmbeddedPostgres.builder().start()) {
      expect(
          county,
          source(county)
              .put("port", plain.getPort())
              .put("database", "postgres")
              .put("user", "postgres"),
          "WAL_LEVEL_NOT_LOGICAL",
          "alter system set wal_level = 'logical';");
    }
  }

  @Test
  void twoStreamsDoNotShareASlot() throws Exception {
    try (County county = County.create(folder)) {
      try (StreamProcess stream =
          county.start(
              county.configuration().put("mode", "continuous").put("checkpointSeconds", 1))) {
        // Before that stage the slot is taken for moments, while it is read ahead.
        stream.awaitStage("stream");
        county.awaitSlotTaken();
        expect(county, source(county), "SLOT_IN_USE", "slot_");
        assertThat(stream.isAlive()).isTrue();
      }
    }
  }

  @Test
  void saysThatChangesWereLostToAnotherReaderOfTheSlot() throws Exception {
    try (County county = County.create(folder)) {
      county.load("2024-11-15/county_approval.sql");
      try (StreamProcess stream = county.start()) {
        stream.result();
      }
      county.load("2024-11-22/county_approval.sql");
      try (Connection connection = county.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "select pg_replication_slot_advance(slot_name, pg_current_wal_lsn())"
                + " from pg_replication_slots where database = current_database()");
      }
      county.execute("update sp_bj set pj = 4 where bjbh = (select min(bjbh) from sp_bj)");
      expect(county, source(county), "SLOT_AHEAD", "Move the state directory away");
    }
  }

  private static ObjectNode source(County county) {
    return (ObjectNode) county.configuration().path("source");
  }

  private static void expect(County county, ObjectNode source, String code, String... words)
      throws Exception {
    ObjectNode configuration = county.configuration();
    configuration.set("source", source);
    try (StreamProcess stream = county.start(configuration)) {
      JsonNode error = stream.end();
      assertThat(error.path("event").asText()).as(error.toString()).isEqualTo("error");
      assertThat(error.path("code").asText()).as(error.toString()).isEqualTo(code);
      assertThat(error.path("message").asText()).contains(words).doesNotContain("wrong\"");
      assertThat(stream.exitCode()).isEqualTo(1);
    }
  }
}
