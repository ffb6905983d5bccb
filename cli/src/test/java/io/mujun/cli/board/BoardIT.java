package io.mujun.cli.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.MujunCatalog;
import io.mujun.cli.board.SupersetClient.Freshness;
import io.mujun.cli.stack.PostgresServer;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import io.mujun.dashboards.Bundle;
import io.mujun.dashboards.BundleComparison;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board of the zones in a real Superset over a real Trino. */
class BoardIT {
  private static final String BOARD = "zone-overview";
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Bundle BUNDLE = Bundle.read(HOME.resolve("dashboards/bundle"));
  private static final String RANKING = "各示范区投资进度（较序时由好到差）";

  /** Kept from run to run for the virtual environment; all else in it is made anew. */
  private static final Path DATA = Path.of("target", "board").toAbsolutePath();

  @TempDir private static Path profile;
  private static Settings settings;
  private static Stack stack;
  private static URI address;

  @BeforeAll
  static void start() throws Exception {
    settings =
        new Settings(
            HOME,
            DATA,
            freePort(),
            freePort(),
            freePort(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    clear();
    stack = Stack.open(settings, line -> {});
    PostgresServer postgres = stack.postgres();
    postgres.ensureDatabase(PostgresServer.CATALOG);
    try (MujunCatalog catalog =
        MujunCatalog.open(
            new CatalogSettings(
                postgres.url(PostgresServer.CATALOG),
                postgres.user(),
                postgres.password(),
                "file://" + settings.warehouse()))) {
      new BoardSample(new Warehouse(HOME.resolve("warehouse"))).write(catalog);
    }
    address = stack.superset().address();
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void everyChartHasRows() {
    SupersetClient province = login("province");
    SortedMap<String, Integer> charts = province.charts(BOARD);

    assertThat(charts).hasSameSizeAs(charts());
    charts.forEach(
        (title, id) ->
            assertThat(province.data(id, Freshness.ASK_AGAIN))
                .as(title)
                .isNotEmpty()
                .allSatisfy(
                    answer -> {
                      assertThat(answer.path("error").isNull()).isTrue();
                      assertThat(answer.path("rowcount").asInt()).isPositive();
                    }));
  }

  @ParameterizedTest
  @CsvSource({
    "province, 15.0, ≥15.00",
    "official_yuncheng, 1.0, 1.00",
    "official_jincheng, 6.0, ≥6.00",
  })
  void headlineIsTheSumOfTheLatestMonthWithItsBound(String user, double sum, String text) {
    SupersetClient client = login(user);
    JsonNode row =
        client
            .data(client.charts(BOARD).get("固定资产投资（台账）"), Freshness.ASK_AGAIN)
            .path(0)
            .path("data")
            .path(0);

    assertThat(row.path("period_label").asText()).isEqualTo("2024年11月");
    assertThat(row.path("investment_ledger_cny_100m").asDouble()).isEqualTo(sum);
    assertThat(row.path("card_investment_ledger_cny_100m").asText()).contains(">" + text + "<");
  }

  @Test
  void eachSeesTheirZonesOnlyAlsoFromAWarmCache() {
    Map<String, Set<String>> expected =
        Map.of(
            "province", Set.of("临猗示范区", "沁水经开区", "灵石经开区", "陵川示范区", "潞城经开区"),
            "official_yuncheng", Set.of("临猗示范区"),
            "official_jincheng", Set.of("沁水经开区", "陵川示范区"));
    for (String round : List.of("first", "second")) {
      for (String user : List.of("province", "official_yuncheng", "official_jincheng")) {
        SupersetClient client = login(user);
        JsonNode answer =
            client.data(client.charts(BOARD).get(RANKING), Freshness.CACHE_WILL_DO).path(0);
        Set<String> zones = new TreeSet<>();
        answer.path("data").forEach(row -> zones.add(row.path("short_name").asText()));

        assertThat(zones).as("%s, %s time", user, round).isEqualTo(expected.get(user));
        if (round.equals("second")) {
          assertThat(answer.path("is_cached").asBoolean()).as("%s from the cache", user).isTrue();
        }
      }
    }
  }

  @Test
  void exportOfTheImportEqualsTheBundle() {
    assertThat(BundleComparison.differences(BUNDLE, login("board_admin").export())).isEmpty();
  }

  @Test
  void importedAgainNothingChanges() throws SQLException {
    SupersetClient client = login("board_admin");
    SortedMap<String, Integer> before = client.charts(BOARD);

    assertThat(setUpAgain()).as("told while nothing is to be done").isEmpty();

    try (Connection connection = stack.postgres().connect(PostgresServer.SUPERSET);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from mujun_setup where step = 'assets'");
      statement.executeUpdate("update slices set slice_name = 'changed by hand'");
      statement.executeUpdate(
          "insert into slices (slice_name, viz_type, params, datasource_id, datasource_type, uuid,"
              + " is_managed_externally) select 'of an earlier bundle', viz_type, params,"
              + " datasource_id, datasource_type, gen_random_uuid(), true from slices limit 1");
    }
    assertThat(setUpAgain()).isNotEmpty();
    assertThat(client.charts(BOARD)).isEqualTo(before);
    assertThat(BundleComparison.differences(BUNDLE, client.export())).isEmpty();
  }

  @Test
  void nobodyComesInWithoutTheirPassword() {
    assertThat(SupersetClient.tryLogin(address, "province", "wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void boardIsDrawn() {
    assumeTrue(
        Files.isExecutable(BoardBrowser.CHROMIUM) && Files.isExecutable(BoardBrowser.DRIVER),
        "install Debian's chromium, chromium-driver and fonts-noto-cjk to see the board drawn");
    try (BoardBrowser browser = new BoardBrowser(address, profile)) {
      browser.login("province", stack.trino().password("province"));
      browser.open(BOARD, 8);
      assertThat(browser.picture(DATA.resolve("pictures/overview.png"))).isGreaterThan(50_000);
      assertThat(browser.text())
          .contains("经营总览", "统计期", "2024年11月", "≥15.00", "亿元", "5/5 区有数", "● 滞后", "不适用");
      assertThat(browser.faults()).isEmpty();

      browser.turnTo("项目清单", 1);
      assertThat(browser.picture(DATA.resolve("pictures/projects.png"))).isGreaterThan(20_000);
      assertThat(browser.text()).contains("沁水经开区标准化厂房", "≥20,000", "项目服务部");
      assertThat(browser.faults()).isEmpty();
    }
  }

  private static List<String> setUpAgain() {
    List<String> told = new ArrayList<>();
    try (Stack another =
        Stack.open(
            settings,
            line -> {
              if (line.startsWith("Superset: ")) {
                told.add(line);
              }
            })) {
      another.superset();
    }
    return told;
  }

  private static SupersetClient login(String user) {
    return SupersetClient.login(address, user, stack.trino().password(user));
  }

  private static List<String> charts() {
    return BUNDLE.files().keySet().stream().filter(name -> name.startsWith("charts/")).toList();
  }

  private static void clear() throws IOException {
    Path environment = DATA.resolve("superset").resolve("venv");
    if (!Files.exists(DATA)) {
      return;
    }
    try (Stream<Path> files = Files.walk(DATA)) {
      for (Path file :
          files
              .filter(file -> !file.startsWith(environment) && !environment.startsWith(file))
              .sorted(Comparator.reverseOrder())
              .toList()) {
        Files.delete(file);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
