package io.mujun.ingestion;

import static io.mujun.ingestion.ExchangeCounty.LINGCHUAN;
import static io.mujun.ingestion.ExchangeCounty.LINGSHI;
import static io.mujun.ingestion.ExchangeCounty.LINYI;
import static io.mujun.ingestion.ExchangeCounty.PROJECTS;
import static io.mujun.ingestion.ExchangeCounty.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.change.ChangeReading.Depth;
import io.mujun.warehouse.MujunException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three counties' databases fill one table; what befalls one of them touches no other. */
class ThreeCountiesIT {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);
  private static final LocalDate NEXT = DAY.plusDays(1);

  @TempDir Path data;

  @Test
  void oneIsDownOneIsRestoredFromADumpAndOneIsEmptied() throws Exception {
    ExchangeCounty emptied = ExchangeCounty.maria("emptied");
    EmbeddedPostgres ownServer = EmbeddedPostgres.builder().start();
    ExchangeCounty down =
        ExchangeCounty.postgres("down", ownServer.getJdbcUrl("postgres", "postgres"));
    ExchangeCounty restored = ExchangeCounty.postgres("restored");
    List<ExchangeCounty> counties = List.of(emptied, down, restored);
    List<String> areas = List.of(LINGCHUAN, LINGSHI, LINYI);
    try (Stage stage = Stage.open(data)) {
      for (int county = 0; county < counties.size(); county++) {
        for (int i = 0; i < PROJECTS.size(); i++) {
          counties
              .get(county)
              .put("g" + i, areas.get(county), PROJECTS.get(i), "I", "2024-11-14 10:00:0" + i);
        }
        assertThat(counties.get(county).ingest(stage, DAY).get(0).accepted()).isEqualTo(5);
      }
      restored.execute("create table dump as select * from qz_xmxx");
      restored.put("later", LINYI, "2019-140821-04-01-000001", "I", "2024-11-14 15:00:00");
      restored.execute(
          "update qz_xmxx set jhztz = 7, cd_time = '2024-11-14 15:01:00' where row_guid = 'g0'");
      assertThat(restored.ingest(stage, DAY).get(0).accepted()).isEqualTo(2);
      List<Map<String, Object>> before = stage.rows(TABLE);

      emptied.execute("delete from qz_xmxx");
      ownServer.close();
      restored.execute("truncate qz_xmxx");
      restored.execute("insert into qz_xmxx select * from dump");
      restored.put("new", LINYI, PROJECTS.get(4), "U", "2024-11-15 09:00:00");

      ChangeResult ofEmptied = emptied.read(stage, NEXT, Depth.COMPARE);
      ChangeResult ofDown = down.read(stage, NEXT, Depth.COMPARE);
      ChangeResult ofRestored = restored.read(stage, NEXT, Depth.COMPARE);

      assertThat(codes(ofEmptied)).containsExactly("SOURCE_SHRUNK");
      assertThat(codes(ofDown)).containsExactly("SOURCE_UNREACHABLE");
      assertThat(codes(ofRestored)).containsExactly("SOURCE_WENT_BACK");
      assertThat(ofRestored.faults().get(0))
          .hasMessageContaining(
              "of area 140821, 1 records are older than those taken in, and 1 of 6");
      assertThat(ofEmptied.receipts()).isEmpty();
      assertThat(ofDown.receipts()).isEmpty();
      assertThat(ofRestored.receipts()).extracting(Receipt::accepted).containsExactly(1L);
      List<Map<String, Object>> after = stage.rows(TABLE);
      assertThat(after).containsAll(before).hasSize(before.size() + 1);
      assertThat(after).noneMatch(row -> row.get("operation").equals("delete"));
    }
  }

  private static List<String> codes(ChangeResult result) {
    return result.faults().stream().map(MujunException::code).toList();
  }
}
