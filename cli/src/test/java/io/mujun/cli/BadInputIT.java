package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.mujun.cli.stack.PostgresServer;
import io.mujun.cli.stack.Secrets;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import io.mujun.sample.SampleCounty;
import io.mujun.sample.SampleCounty.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the command line answers to input that is not as it should be: exit code, code and message,
 * for people and as JSON, and which tables are as they were. {@code docs/bad-input.md} lists it.
 */
class BadInputIT {
  private static final String BAD = "陵川示范区固定资产投资台账2024年5月（%s）.xlsx";
  private static final String PUBLISHED = "table_namespace in ('dim', 'dwd', 'ads')";
  private static final String RECORDS = "table_namespace <> 'ops'";
  private static final String ALL = "true";

  @TempDir static Path folder;

  private static Map<String, String> environment;
  private static Settings settings;
  private static Stack stack;

  @BeforeAll
  static void makeTables() {
    environment = MujunRun.environment(folder.resolve("data"));
    settings = Settings.of(MujunRun.HOME, environment);
    stack = Stack.open(settings, line -> {});
    MujunRun.of(environment, "tables").ends(ExitCodes.DONE);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
      Stack.stop(settings);
    }
  }

  @Test
  void ledgerThatCannotBeReadAsAWholeIsRefusedWithItsReason() throws Exception {
    Map<String, String> before = pointers(RECORDS);
    Map<String, String> expected =
        new TreeMap<>(
            Map.of(
                BAD.formatted("不是压缩包"),
                "SEPARATOR_UNCLEAR",
                BAD.formatted("空表"),
                "SHEET_EMPTY",
                BAD.formatted("缺少表头"),
                "HEADER_MISSING",
                BAD.formatted("表头改名"),
                "HEADER_MISSING",
                BAD.formatted("单位不符"),
                "UNIT_LINE_CONTRADICTS",
                BAD.formatted("数字列是文字"),
                "NUMBER_EXPECTED",
                BAD.formatted("炸弹"),
                "FILE_TOO_LARGE",
                "会议纪要.xlsx",
                "SEPARATOR_UNCLEAR"));
    Path handover = Files.createDirectory(folder.resolve("whole"));
    for (String name : expected.keySet()) {
      Path sample = MujunRun.HOME.resolve("samples/bad").resolve(name);
      if (Files.exists(sample)) {
        Files.copy(sample, handover.resolve(name));
      }
    }
    writeBomb(handover.resolve(BAD.formatted("炸弹")));
    Files.writeString(handover.resolve("会议纪要.xlsx"), "不是台账");
    MujunRun run = ingest(handover, "--json").ends(ExitCodes.REFUSED);
    Map<String, String> found = new TreeMap<>();
    for (JsonNode receipt : run.json()) {
      assertThat(receipt.path("status").asText()).as(receipt.toString()).isEqualTo("refused");
      assertThat(receipt.path("accepted").asLong()).as(receipt.toString()).isZero();
      for (JsonNode refusal : receipt.path("refusals")) {
        String file = receipt.path("file").asText();
        assertThat(refusal.path("locator").path("file").asText()).isEqualTo(file);
        assertThat(refusal.path("message").asText()).as(file).containsPattern("\\p{IsHan}{4}");
        found.put(file, refusal.path("code").asText());
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(pointers(RECORDS)).isEqualTo(before);
    assertThat(ingest(handover).ends(ExitCodes.REFUSED).out())
        .as("handed over again, it is still not in")
        .contains("known ", "仍未入库", "refused FILE_TOO_LARGE");
  }

  @Test
  void recordThatIsWrongIsRefusedByItsCellAndItsLedgerIsHeldBack() throws SQLException {
    Map<String, String> before = pointers(PUBLISHED);
    MujunRun run = ingest(bad("信用代码有误"), "--json").ends(ExitCodes.REFUSED);
    JsonNode receipt = run.json().get(0);
    assertThat(receipt.path("status").asText()).isEqualTo("held");
    assertThat(receipt.path("refused").asLong()).isEqualTo(1);
    assertThat(receipt.path("accepted").asLong()).isPositive();
    JsonNode refusal = receipt.path("refusals").get(0);
    assertThat(refusal.path("code").asText()).isEqualTo("CREDIT_CODE_INVALID");
    assertThat(refusal.path("property").asText()).isEqualTo("credit_code");
    assertThat(refusal.path("message").asText()).contains("统一社会信用代码");
    assertThat(refusal.path("cell").asText())
        .matches("[A-Z]" + refusal.path("locator").path("row").asInt());
    assertThat(refusal.path("locator").path("sheet").asText()).isNotEmpty();
    assertThat(pointers(PUBLISHED)).isEqualTo(before);
  }

  @Test
  void peopleReadTheSameAsScripts() {
    assertThat(MujunRun.of(environment, "ingest", "check", bad("缺少表头")).ends(3).out())
        .contains("refused HEADER_MISSING: ", "缺少“");
    assertThat(MujunRun.of(environment, "ingest", "check", bad("信用代码有误")).ends(3).out())
        .containsPattern("refused CREDIT_CODE_INVALID [A-Z]\\d+: 第 \\d+ 行");
  }

  @Test
  void movedHeaderIsReadWhereItStandsAndSaid() {
    JsonNode receipt =
        MujunRun.of(environment, "ingest", "check", bad("表头移位"), "--json")
            .ends(ExitCodes.DONE)
            .json()
            .get(0);
    assertThat(receipt.path("refused").asLong()).isZero();
    assertThat(receipt.path("notes").toString()).contains("表头在第");
  }

  @Test
  void wrongProjectCodeIsWarnedAndTheSameFileTwiceIsOneBatch() throws SQLException {
    Path ledger =
        MujunRun.HOME.resolve("samples/ledgers/2024-11-15/灵石经济技术开发区投资项目月报（2024年10月）.xlsx");
    JsonNode first = ingest(ledger, "--json").ends(ExitCodes.DONE).json().get(0);
    assertThat(first.path("status").asText()).isEqualTo("accepted");
    assertThat(first.path("warnings").get(0).path("code").asText())
        .isEqualTo("PROJECT_CODE_INVALID");
    assertThat(first.path("warnings").get(0).path("message").asText()).contains("校验位应为");
    Map<String, String> before = pointers(ALL);
    JsonNode second = ingest(ledger, "--json").ends(ExitCodes.DONE).json().get(0);
    assertThat(second.path("status").asText()).isEqualTo("known");
    assertThat(second.path("batchId")).isEqualTo(first.path("batchId"));
    assertThat(pointers(ALL)).isEqualTo(before);
  }

  @Test
  void fileThatIsNotThereIsNamed() throws SQLException {
    Map<String, String> before = pointers(ALL);
    ingest(folder.resolve("nowhere.xlsx"), "--json")
        .failsWith("FILE_NOT_READABLE", "nowhere.xlsx", "Check path and rights");
    assertThat(pointers(ALL)).isEqualTo(before);
  }

  @Test
  void changeThatIsWrongIsRefusedByItsKey() throws Exception {
    Map<String, String> before = pointers(PUBLISHED);
    SampleCounty county = new SampleCounty(MujunRun.HOME.resolve("samples/databases"));
    Files.deleteIfExists(settings.data().resolve("connections.yaml"));
    for (Database database : Database.values()) {
      try (Connection connection = stack.postgres().connect(database.databaseName());
          Statement statement = connection.createStatement()) {
        county.createSchema(connection, database);
        county.setPassword(connection, database, new Secrets(settings).secret(database.roleName()));
        statement.execute(
            database == Database.EXCHANGE
                ? "insert into qz_xmxx (row_guid, xzqdm, xmdm, xmmc, cd_batch, cd_operation, cd_time)"
                    + " values ('X1', '999999', '', '某项目', 'b', 'I', '2024-11-14')"
                : "insert into sp_bj (bjbh, xzqdm, sxbm, sxmc, sqrxm, sqrzjh, sltd, slrq, zt) values"
                    + " ('B1', '140821', '000104001000', '企业投资项目备案', '示例甲',"
                    + " '11010519491231002X', '网上', '2024-11-01', '不详')");
      }
      new Connections(settings, stack.postgres().port())
          .addSamples(
              List.of(Connections.Sample.ofDatabase(database.databaseName(), database.roleName())));
    }
    JsonNode exchange =
        MujunRun.of(environment, "ingest", "exchange", "--date", "2024-11-15", "--json")
            .ends(ExitCodes.REFUSED)
            .json();
    assertRefused(exchange, "qz_xmxx", "X1", "AREA_UNKNOWN", "VALUE_MISSING");
    JsonNode captured =
        MujunRun.of(environment, "ingest", "stream", "--catch-up", "--date", "2024-11-15", "--json")
            .ends(ExitCodes.REFUSED)
            .json();
    assertRefused(captured, "public.sp_bj", "B1", "VALUE_NOT_LISTED");
    assertThat(pointers(PUBLISHED)).isEqualTo(before);
  }

  @Test
  void databaseThatHangsIsStoppedAndTheNextIsTaken() throws Exception {
    SampleCounty county = new SampleCounty(MujunRun.HOME.resolve("samples/databases"));
    Files.deleteIfExists(settings.data().resolve("connections.yaml"));
    Database database = Database.APPROVAL;
    new Connections(settings, stack.postgres().port())
        .addSamples(
            List.of(Connections.Sample.ofDatabase(database.databaseName(), database.roleName())));
    Path home =
        homeWith(
            "ingestion/sources/approval_proxy_service.yaml",
            "database: county_approval",
            "database: county_next");
    Files.createSymbolicLink(
        home.resolve("ingestion/stream"), MujunRun.HOME.resolve("ingestion/stream"));
    Map<String, String> other = new TreeMap<>(environment);
    other.put("MUJUN_HOME", home.toString());
    try (Connection connection = stack.postgres().connect(database.databaseName());
        Statement statement = connection.createStatement()) {
      county.createSchema(connection, database);
      county.setPassword(connection, database, new Secrets(settings).secret(database.roleName()));
      connection.setAutoCommit(false);
      statement.execute("lock table sp_bj in access exclusive mode");
      String[] command = {
        "ingest", "stream", "--catch-up", "--date", "2024-11-15", "--timeout", "15", "--json"
      };
      MujunRun run = MujunRun.of(other, command);
      assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCodes.FAILED);
      JsonNode hanging = run.json().path("county_approval");
      assertThat(hanging.path("code").asText()).isEqualTo("SOURCE_TIMED_OUT");
      assertThat(hanging.path("message").asText()).contains("county_approval", "15 s", "--timeout");
      assertThat(run.json().path("county_next").path("code").asText())
          .isEqualTo("CONNECTION_MISSING");
    }
  }

  private static void assertRefused(JsonNode result, String table, String key, String... codes) {
    List<JsonNode> refusals = new ArrayList<>();
    result.findValues("refusals").forEach(listed -> listed.forEach(refusals::add));
    assertThat(refusals)
        .as("refusals in " + result)
        .extracting(refusal -> refusal.path("code").asText())
        .containsExactlyInAnyOrder(codes);
    for (JsonNode refusal : refusals) {
      assertThat(refusal.path("message").asText()).containsPattern("\\p{IsHan}{4}");
      assertThat(refusal.path("locator").path("table").asText()).isEqualTo(table);
      assertThat(refusal.path("locator").path("key").asText()).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exchange, down,    SOURCE_UNREACHABLE,      nothing was lost",
    "exchange, refuses, SOURCE_PASSWORD_REFUSED, connections.yaml",
    "stream,   down,    SOURCE_UNREACHABLE,      nothing is lost",
    "stream,   refuses, SOURCE_PASSWORD_REFUSED, password",
  })
  void sourceDatabaseThatDoesNotLetUsInIsNamed(String kind, String fault, String code, String mend)
      throws Exception {
    Map<String, String> before = pointers(ALL);
    Path secret = new Secrets(settings).file("wrong");
    if (!Files.exists(secret)) {
      new Secrets(settings).secret("wrong");
    }
    int port =
        fault.equals("down")
            ? MujunRun.freePort()
            : Integer.parseInt(environment.get("MUJUN_POSTGRES_PORT"));
    Files.writeString(
        settings.data().resolve("connections.yaml"),
        Stream.of(PostgresServer.EXCHANGE, PostgresServer.APPROVAL)
            .map(
                name ->
                    "%s: {host: 127.0.0.1, port: %d, database: %s, user: mujun, secret: wrong}%n"
                        .formatted(name, port, name))
            .reduce("", String::concat));
    MujunRun run = MujunRun.of(environment, "ingest", kind, "--date", "2024-11-15", "--json");
    run.failsWith(code, mend);
    assertThat(run.out() + run.err()).doesNotContain(Files.readString(secret).strip());
    assertThat(pointers(ALL)).isEqualTo(before);
  }

  @Test
  void portalThatDoesNotAcceptUsIsNamedAndChangesNothing() throws Exception {
    Map<String, String> before = pointers(ALL);
    String secret = new Secrets(settings).secret("wrong");
    HttpServer portal =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    portal.createContext(
        "/api/agreements",
        call -> {
          byte[] answer =
              "{\"code\": \"401\", \"message\": \"签名错误\"}".getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    portal.start();
    try {
      Files.writeString(
          settings.data().resolve("connections.yaml"),
          "county_portal: {url: 'http://127.0.0.1:%d/api', user: mujun, secret: wrong}%n"
              .formatted(portal.getAddress().getPort()));
      MujunRun run = MujunRun.of(environment, "ingest", "portal", "--date", "2024-11-15", "--json");
      run.failsWith("SOURCE_SIGNATURE_REFUSED", "return code 401, 签名错误");
      assertThat(run.out() + run.err()).doesNotContain(secret).doesNotContain("sign=");
    } finally {
      portal.stop(0);
    }
    assertThat(pointers(ALL)).isEqualTo(before);
  }

  @Test
  void sourceThatFailsDoesNotStopTheNext() throws Exception {
    SampleCounty county = new SampleCounty(MujunRun.HOME.resolve("samples/databases"));
    Files.deleteIfExists(settings.data().resolve("connections.yaml"));
    Database database = Database.EXCHANGE;
    try (Connection connection = stack.postgres().connect(database.databaseName())) {
      county.createSchema(connection, database);
      county.setPassword(connection, database, new Secrets(settings).secret(database.roleName()));
    }
    new Connections(settings, stack.postgres().port())
        .addSamples(
            List.of(Connections.Sample.ofDatabase(database.databaseName(), database.roleName())));
    Map<String, String> other = new TreeMap<>(environment);
    other.put(
        "MUJUN_HOME",
        homeWith(
                "ingestion/sources/investment_statistics.yaml",
                "database: county_exchange",
                "database: county_elsewhere")
            .toString());
    MujunRun run = MujunRun.of(other, "ingest", "exchange", "--date", "2024-11-15", "--json");
    run.failsWith("CONNECTION_MISSING", "county_elsewhere");
    assertThat(run.json().path("failures")).hasSize(1);
    assertThat(run.json().path("failures").path(0).path("source").asText())
        .isEqualTo("investment_statistics");
    assertThat(run.json().path("receipts").findValuesAsText("source"))
        .as(run.out())
        .contains("project_register");
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "warehouse/tables/dwd/land_supply/contract.odcs.yaml | required: | requird: | CONTRACT_INVALID"
            + " | requird | tables",
        "warehouse/tables/ods/land_ledger/contract.odcs.yaml | quality: | qualty: | CONTRACT_INVALID"
            + " | qualty | nightly",
        "ingestion/layouts/land_grouped.yaml | header_rows: | heder_rows: | SOURCE_FILE_INVALID"
            + " | heder_rows | ingest ledgers samples/ledgers",
        "ingestion/layouts/land_grouped.yaml | property: area, | property: aera,"
            + " | SOURCE_CONTRADICTS_CONTRACT | aera | ingest check samples/ledgers",
      })
  void typoInADeclarationIsNamedWithItsPlace(
      String file, String right, String typo, String code, String word, String command)
      throws Exception {
    Map<String, String> before = pointers(ALL);
    Path home = homeWith(file, right, typo);
    Map<String, String> other = new TreeMap<>(environment);
    other.put("MUJUN_HOME", home.toString());
    MujunRun.of(
            other, (command.replace("samples", MujunRun.HOME + "/samples") + " --json").split(" "))
        .failsWith(code, Path.of(file).getFileName().toString(), word);
    assertThat(pointers(ALL)).isEqualTo(before);
  }

  @Test
  void unknownMetricInABoardFileIsNamedWithTheNearest() throws Exception {
    Path home =
        homeWith("dashboards/boards/overview.yaml", "investment_ledger", "investment_leger");
    Path bundle = home.resolve("dashboards/bundle/dashboards/zone-overview.yaml");
    String before = Files.readString(bundle);
    List<String> command =
        Stream.concat(
                MujunRun.command("io.mujun.dashboards.CompileBoards").stream(),
                Stream.of(home.toString()))
            .toList();
    assertThat(MujunRun.ofProgram(command, Map.of()).ends(ExitCodes.FAILED).err())
        .contains("METRIC_UNKNOWN: ", "investment_leger", "The nearest are: investment_ledger");
    assertThat(bundle).hasContent(before);
  }

  private static MujunRun ingest(Path path, String... more) {
    return MujunRun.of(
        environment,
        Stream.concat(
                Stream.of("ingest", "ledgers", path.toString(), "--date", "2024-11-15"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static MujunRun ingest(String path, String... more) {
    return ingest(Path.of(path), more);
  }

  private static String bad(String fault) {
    return MujunRun.HOME.resolve("samples/bad").resolve(BAD.formatted(fault)).toString();
  }

  private static void writeBomb(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
  }

  /** A copy of the declarations in which the first occurrence of a text is another. */
  private static Path homeWith(String file, String right, String typo) throws IOException {
    Path home = Files.createTempDirectory(folder, "home");
    for (String declared :
        List.of(
            "warehouse/tables",
            "warehouse/metrics",
            "warehouse/codes",
            "warehouse/access",
            "ingestion/dialects",
            "ingestion/sources",
            "ingestion/deliveries.csv",
            "ingestion/layouts",
            "dashboards/boards",
            "dashboards/datasets",
            "dashboards/bundle")) {
      copy(MujunRun.HOME.resolve(declared), home.resolve(declared));
    }
    Path changed = home.resolve(file);
    String text = Files.readString(changed);
    assertThat(text).contains(right);
    Files.writeString(changed, text.replaceFirst(right, typo));
    return home;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Table → the version that readers see. */
  private static Map<String, String> pointers(String which) throws SQLException {
    Map<String, String> pointers = new TreeMap<>();
    try (Connection connection = stack.postgres().connect(PostgresServer.CATALOG);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_namespace || '.' || table_name, metadata_location from iceberg_tables where "
                    + which)) {
      while (rows.next()) {
        pointers.put(rows.getString(1), rows.getString(2));
      }
    }
    assertThat(pointers).as("tables where " + which).isNotEmpty();
    return pointers;
  }
}
