package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.exchange.ExchangeDatabase;
import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import io.mujun.warehouse.source.ExchangeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeIngestionIT {
  private static final LocalDate FIRST = LocalDate.of(2024, 11, 15);
  private static final LocalDate SECOND = LocalDate.of(2024, 11, 22);
  private static final String INSERT =
      """
      insert into qz_xmxx (row_guid, xzqdm, xmdm, xmmc, jhztz, cd_batch, cd_operation, cd_time)
      values ('%s', '%s', '2402-140729-89-01-719904', '某项目', 100, 'b', '%s', '%s')
      """;

  @TempDir Path data;
  private Stage stage;
  private IngestRules rules;
  private ExchangeSource register;
  private ExchangeDatabase county;

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(data);
    rules = Stage.rules();
    register =
        ExchangeIngestion.sources(rules).stream()
            .filter(source -> source.source().equals("project_register"))
            .findFirst()
            .orElseThrow();
    county = ExchangeCounty.postgres(Stage.createDatabase("exchange"), "postgres", "postgres");
    execute(sample("schema"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void deliveriesAreTakenOnceInTheOrderOfTheirChanges() throws Exception {
    execute(sample("2024-11-15"));
    for (ExchangeSource source : ExchangeIngestion.sources(rules)) {
      List<Receipt> receipts = ingest(source, FIRST);
      assertThat(receipts).hasSize(1).noneMatch(Receipt::hasRefusals);
      assertThat((long) stage.rows(source.table()).size())
          .isEqualTo(receipts.get(0).accepted())
          .isEqualTo(count(source.sourceTable()));
    }
    execute(sample("2024-11-22"));
    for (ExchangeSource source : ExchangeIngestion.sources(rules)) {
      ingest(source, SECOND);
      assertThat((long) stage.rows(source.table()).size()).isEqualTo(count(source.sourceTable()));
    }
    assertThat(stage.rows("ods.project_register"))
        .extracting(row -> row.get("operation"))
        .contains("insert", "update", "delete");
    Map<String, Object> pseudo =
        stage.rows("ods.project_register").stream()
            .filter(row -> "140861".equals(row.get("area_code")))
            .findFirst()
            .orElseThrow();
    assertThat(pseudo).containsEntry("zone_code", "140821");
  }

  @Test
  void nothingNewWritesNothing() throws Exception {
    execute(sample("2024-11-15"));
    ingest(register, FIRST);
    Map<String, Integer> before = stage.snapshots();
    assertThat(ingest(register, SECOND))
        .singleElement()
        .extracting(Receipt::status)
        .isEqualTo(Receipt.Status.UNCHANGED);
    assertThat(stage.snapshots()).isEqualTo(before);
  }

  @Test
  void lateTransactionsAreFoundAndFutureOnesHideNothing() throws Exception {
    execute(INSERT.formatted("1", "140729", "I", "2024-11-14 10:00:00"));
    execute(INSERT.formatted("2", "140729", "U", "2099-01-01 00:00:00"));
    assertThat(ingest(register, FIRST).get(0).accepted()).isEqualTo(2);
    execute(INSERT.formatted("3", "140729", "U", "2024-11-14 09:45:00"));
    execute(INSERT.formatted("4", "140729", "D", "2024-11-14 10:00:00"));
    assertThat(ingest(register, FIRST).get(0).accepted()).isEqualTo(2);
    execute(INSERT.formatted("5", "140729", "U", "2024-11-20 10:00:00"));
    assertThat(ingest(register, SECOND).get(0).accepted()).isEqualTo(1);
    assertThat(ingest(register, SECOND).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    assertThat(stage.rows("ods.project_register"))
        .extracting(row -> row.get("source_key"))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
  }

  @Test
  void batchesAreBoundedAndAddUp() throws Exception {
    execute(sample("2024-11-15"));
    List<Receipt> receipts =
        ExchangeIngestion.ingest(
                register,
                county,
                stage.context(rules, FIRST),
                ChangeReading.Depth.CHANGES,
                IngestProgress.SILENT,
                7)
            .receipts();
    assertThat(receipts).hasSizeGreaterThan(2).allMatch(receipt -> receipt.read() <= 7);
    assertThat(receipts).extracting(Receipt::batchId).doesNotHaveDuplicates();
    assertThat((long) stage.rows("ods.project_register").size()).isEqualTo(count("qz_xmxx"));
    assertThat(ingest(register, FIRST).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
  }

  @Test
  void recordsThatCannotBeTakenAreRefusedOnce() throws Exception {
    execute("alter table qz_xmxx drop constraint qz_xmxx_cd_operation_check");
    execute("alter table qz_xmxx alter column cd_time drop not null");
    execute(INSERT.formatted("1", "999999", "I", "2024-11-14 10:00:00"));
    execute(INSERT.formatted("2", "140729", "X", "2024-11-14 10:00:00"));
    execute(
        INSERT
            .formatted("3", "140729", "I", "2024-11-14 10:00:00")
            .replace("'2024-11-14 10:00:00'", "null"));
    Receipt receipt = ingest(register, FIRST).get(0);
    assertThat(receipt.status()).isEqualTo(Receipt.Status.REFUSED);
    assertThat(receipt.refusals())
        .extracting(Problem::code)
        .containsExactly("AREA_UNKNOWN", "CHANGE_OPERATION_UNKNOWN", "CHANGE_TIME_MISSING");
    assertThat(ingest(register, FIRST).get(0).status()).isEqualTo(Receipt.Status.UNCHANGED);
    assertThat(stage.rows("ops.refusal")).hasSize(3);
  }

  @Test
  void faultsOfTheSourceAreNamedAndLeaveNothing() throws Exception {
    Map<String, Integer> before = stage.snapshots();
    assertFault("SOURCE_UNREACHABLE", "jdbc:postgresql://127.0.0.1:1/nothing", "postgres");
    assertFault("SOURCE_DATABASE_MISSING", Stage.uri("nothing"), "postgres");
    requirePasswords("guarded");
    assertFault("SOURCE_PASSWORD_REFUSED", county.uri(), "guarded");
    execute("alter table qz_xmxx drop column zrdw");
    assertFault("SOURCE_COLUMN_MISSING", county.uri(), "postgres");
    execute("drop table qz_xmxx");
    assertFault("SOURCE_TABLE_MISSING", county.uri(), "postgres");
    assertThat(stage.snapshots()).isEqualTo(before);
  }

  private void assertFault(String code, String uri, String user) {
    ChangeResult result =
        ExchangeIngestion.ingest(
            register,
            ExchangeCounty.postgres(uri, user, "wrong"),
            stage.context(rules, FIRST),
            ChangeReading.Depth.CHANGES,
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

  private void requirePasswords(String user) throws Exception {
    execute("create role " + user + " login password 'right'");
    String file;
    try (Connection connection = connect();
        ResultSet row = connection.createStatement().executeQuery("show hba_file")) {
      row.next();
      file = row.getString(1);
    }
    Path hba = Path.of(file);
    Files.writeString(
        hba, "host all " + user + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(hba));
    execute("select pg_reload_conf()");
    long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (isLetIn(user)) {
      assertThat(System.nanoTime()).as("PostgreSQL takes up its new rules").isLessThan(limit);
    }
  }

  private boolean isLetIn(String user) {
    try (Connection connection = DriverManager.getConnection(county.uri(), user, "wrong")) {
      return connection.isValid(1);
    } catch (SQLException refused) {
      return false;
    }
  }

  private List<Receipt> ingest(ExchangeSource source, LocalDate day) {
    ChangeResult result =
        ExchangeIngestion.ingest(
            source,
            county,
            stage.context(rules, day),
            ChangeReading.Depth.CHANGES,
            IngestProgress.SILENT);
    assertThat(result.faults()).isEmpty();
    return result.receipts();
  }

  private static String sample(String name) throws Exception {
    return Files.readString(
        Stage.ROOT.resolve("samples/databases").resolve(name).resolve("county_exchange.sql"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String table) throws SQLException {
    try (Connection connection = connect();
        ResultSet row =
            connection.createStatement().executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(county.uri(), "postgres", "postgres");
  }
}
