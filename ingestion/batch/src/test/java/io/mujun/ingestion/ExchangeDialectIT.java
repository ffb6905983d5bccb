package io.mujun.ingestion;

import static io.mujun.ingestion.ExchangeCounty.FIRST_PROJECT;
import static io.mujun.ingestion.ExchangeCounty.LINGSHI;
import static io.mujun.ingestion.ExchangeCounty.LINYI;
import static io.mujun.ingestion.ExchangeCounty.SECOND_PROJECT;
import static io.mujun.ingestion.ExchangeCounty.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.change.ChangeReading.Depth;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialect of MySQL against a MariaDB server. */
class ExchangeDialectIT {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);

  @TempDir Path data;
  private Stage stage;
  private ExchangeCounty county;

  @BeforeEach
  void open() throws Exception {
    county = ExchangeCounty.maria("county");
    stage = Stage.open(data);
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void recordsOfMariaDbAreReadAsTheyStand() throws Exception {
    county.put("1", LINGSHI, FIRST_PROJECT, "I", "2024-11-14 10:00:00.123");
    county.put("2", LINYI, SECOND_PROJECT, "I", "2024-11-14 08:00:00");
    county.execute("update qz_xmxx set qdbsy = 0, barq = '2023-08-15' where row_guid = '1'");
    assertThat(county.ingest(stage, DAY)).noneMatch(Receipt::hasRefusals);
    assertThat(row("1"))
        .containsEntry("commitment_eligible", true)
        .containsEntry("proxy_eligible", false)
        .containsEntry("planned_investment", new BigDecimal("1000000.00"))
        .containsEntry("filed_on", LocalDate.of(2023, 8, 15))
        .containsEntry("project_name", "某项目")
        .containsEntry("cd_time", LocalDateTime.of(2024, 11, 14, 10, 0, 0, 123_000_000));
    assertThat(county.ingest(stage, DAY).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    county.put("3", LINYI, FIRST_PROJECT, "I", "2024-11-14 09:00:00");
    county.execute(
        "update qz_xmxx set xzqdm = '140821', cd_time = '2024-11-14 11:00:00' where row_guid = '2'");
    assertThat(county.ingest(stage, DAY).get(0).accepted()).isEqualTo(2);
    assertThat(county.read(stage, DAY, Depth.COMPARE).faults()).isEmpty();
  }

  @Test
  void timestampsAreShanghaisWhateverTheZonesOfMachineAndServer() throws Exception {
    county.execute("alter table qz_xmxx modify cd_time timestamp(3) null");
    county.execute(
        """
        insert into qz_xmxx (row_guid, xzqdm, xmdm, xmmc, cd_batch, cd_operation, cd_time)
        values ('1', '140729', '2402-140729-89-01-719904', '某项目', 'b', 'I',
          from_unixtime(1710009000))
        """);
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      county.ingest(stage, DAY);
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(row("1")).containsEntry("cd_time", LocalDateTime.of(2024, 3, 10, 2, 30));
  }

  @Test
  void faultsAreKnownByTheServersOwnWords() throws Exception {
    MariaServer server = MariaServer.running();
    String uri = county.database().uri();
    assertFault("SOURCE_UNREACHABLE", "jdbc:mariadb://127.0.0.1:1/nothing", "right");
    assertFault("SOURCE_PASSWORD_REFUSED", uri, "wrong");
    assertFault("SOURCE_DATABASE_MISSING", server.uri("nothing"), "right");
    county.execute("alter table qz_xmxx drop column zrdw");
    assertFault("SOURCE_COLUMN_MISSING", uri, "right");
    county.execute("alter table qz_xmxx add zrdw varbinary(10)");
    county.execute(
        """
        insert into qz_xmxx (row_guid, xzqdm, xmdm, xmmc, zrdw, cd_operation, cd_time)
        values ('1', '140729', '2402-140729-89-01-719904', '某项目', 'x', 'I', '2024-11-14')
        """);
    assertFault("SOURCE_COLUMN_UNREADABLE", uri, "right");
    server.execute("", "revoke select on " + name(uri) + ".* from 'reader'@'%'");
    server.execute("", "grant select (xmmc) on " + name(uri) + ".qz_xmxx to 'reader'@'%'");
    assertFault("SOURCE_RIGHT_MISSING", uri, "right");
    server.execute("", "grant select on " + name(uri) + ".* to 'reader'@'%'");
    county.execute("drop table qz_xmxx");
    assertFault("SOURCE_TABLE_MISSING", uri, "right");
  }

  private void assertFault(String code, String uri, String password) {
    ChangeResult result =
        ExchangeIngestion.ingest(
            county.source(),
            ExchangeCounty.maria(uri, MariaServer.READER, password),
            stage.context(Stage.rules(), DAY),
            Depth.CHANGES,
            IngestProgress.SILENT);
    assertThat(result.receipts()).isEmpty();
    assertThat(result.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
              assertThat(fault).hasMessageNotContaining("wrong");
            });
  }

  private static String name(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  private Map<String, Object> row(String key) {
    return stage.rows(TABLE).stream()
        .filter(row -> key.equals(row.get("source_key")))
        .findFirst()
        .orElseThrow();
  }
}
