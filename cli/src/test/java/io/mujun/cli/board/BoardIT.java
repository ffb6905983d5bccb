package io.mujun.cli.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.cli.DemoCity;
import io.mujun.cli.SharedDemoCity;
import io.mujun.cli.board.SupersetClient.Freshness;
import io.mujun.cli.stack.PostgresServer;
import io.mujun.cli.stack.Stack;
import io.mujun.dashboards.Bundle;
import io.mujun.dashboards.BundleComparison;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The board of the zones in a real Superset over a real Trino. */
@ExtendWith(SharedDemoCity.class)
class BoardIT {
  private static final String BOARD = "zone-overview";
  private static final Bundle BUNDLE = Bundle.read(DemoCity.HOME.resolve("dashboards/bundle"));
  private static final String RANKING = "各示范区投资进度（序时完成率由高到低）";

  @TempDir private static Path profile;
  private static DemoCity city;
  private static URI address;

  @BeforeAll
  static void use(DemoCity shared) {
    city = shared;
    address = city.stack().superset().address();
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

  /** The figures are the sums of the November ledgers under samples/ledgers, in 亿元. */
  @ParameterizedTest
  @CsvSource({
    "province, 51.46, ≥51.46",
    "official_yuncheng, 5.25, 5.25",
    "official_jincheng, 21.80, ≥21.80",
  })
  void headlineIsTheTotalOfLedgerAndFacts(String user, BigDecimal total, String text)
      throws SQLException {
    SupersetClient client = login(user);
    JsonNode row =
        client
            .data(client.charts(BOARD).get("固定资产投资（台账）"), Freshness.ASK_AGAIN)
            .path(0)
            .path("data")
            .path(0);

    assertThat(row.path("period_label").asText()).isEqualTo("2024年11月");
    assertThat(row.path("investment_ledger_cny_100m").decimalValue()).isEqualByComparingTo(total);
    assertThat(row.path("card_investment_ledger_cny_100m_to_investment_target").asText())
        .contains(">" + text + "<");
    assertThat(
            city.rows(
                user,
                """
                select cast(sum(ytd_investment) / 1e8 as decimal(9, 2))
                from dwd.investment_month
                where series = 'ledger' and period = date '2024-11-01' and known_to is null
                """))
        .as("the facts' total in 亿元")
        .containsExactly(total.toPlainString());
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
        answer.path("data").forEach(row -> zones.add(row.path("short_name_text").asText()));

        assertThat(zones).as("%s, %s time", user, round).isEqualTo(expected.get(user));
        if (round.equals("second")) {
          assertThat(answer.path("is_cached").asBoolean()).as("%s from the cache", user).isTrue();
        }
      }
    }
  }

  /** Every metric, scope and month that a reader sees, by the SQL of which the boards are made. */
  @ParameterizedTest
  @ValueSource(strings = {"province", "official_jincheng", "clerk_linyi"})
  void everyFigureShownIsTheOnePublished(String user) throws SQLException {
    DisplayedFigures figures = new DisplayedFigures(city);
    SortedMap<String, String> published = figures.published(user);

    assertThat(published).hasSizeGreaterThan(500);
    assertThat(figures.shown(user)).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(strings = {"province", "official_jincheng"})
  void everyCellOfTheMatrixIsTheOnePublished(String user) throws SQLException {
    SupersetClient client = login(user);
    Map<String, String> published = new DisplayedFigures(city).matrix(user, "2024年11月");
    JsonNode cells =
        client
            .data(client.charts(BOARD).get("指标一览（指标 × 示范区）"), Freshness.ASK_AGAIN)
            .path(0)
            .path("data");

    assertThat(cells).hasSizeGreaterThanOrEqualTo(32);
    for (JsonNode cell : cells) {
      String key = cell.path("short_name_text").asText() + "|" + cell.path("metric_label").asText();
      assertThat(DisplayedFigures.withoutTags(cell.path("cell").asText()))
          .as(key)
          .isEqualTo(published.get(key));
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

    try (Connection connection = city.stack().postgres().connect(PostgresServer.SUPERSET);
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

  @ParameterizedTest
  @ValueSource(strings = {"province", "official_jincheng", "clerk_linyi"})
  void viewersAreShownNoTableToAsk(String user) {
    assertThat(login(user).tryTables("ads").statusCode()).isIn(403, 404);
  }

  @Test
  void analystAsksTheWarehouseInSqlLab() throws SQLException {
    SupersetClient analyst = login("analyst");
    String counted = "select count(*) as n from ads.metric_value";

    assertThat(analyst.ask(counted).path("data").path(0).path("n").asText())
        .isEqualTo(city.rows("analyst", counted).get(0));
    assertThat(analyst.schemas()).containsExactlyInAnyOrder("ads", "dim", "dwd", "trace");
    assertThat(analyst.tables("ads"))
        .containsExactlyInAnyOrder(
            "metric_value", "project_progress", "publication", "score", "score_part");
    assertThat(analyst.tables("dwd")).contains("approval_case", "investment_month");
    assertThat(analyst.tryAsk("select count(*) from ods.approval_case").statusCode())
        .as("what Trino does not let an analyst read")
        .isNotEqualTo(200);

    int dataset = analyst.createDataset("dwd", "approval_case");
    try {
      assertThat(analyst.count(dataset))
          .isEqualTo(city.rows("analyst", "select count(*) from dwd.approval_case").get(0));
    } finally {
      analyst.deleteDataset(dataset);
    }
  }

  @Test
  void nobodyComesInWithoutTheirPassword() {
    assertThat(SupersetClient.tryLogin(address, "province", "wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void boardIsDrawn() {
    try (BoardBrowser browser = browser()) {
      browser.login("province", city.stack().trino().password("province"));
      browser.open(BOARD, 8);
      assertThat(browser.picture(picture("overview"))).isGreaterThan(50_000);
      assertThat(browser.text())
          .contains("经营总览", "统计期", "2024年11月", "≥51.46", "亿元", "5/5 区有数", "● 关注", "不适用");
      assertThat(browser.faults()).isEmpty();

      browser.turnTo("项目清单", 1);
      assertThat(browser.picture(picture("projects"))).isGreaterThan(20_000);
      assertThat(browser.text()).contains("示例玄武岩纤维制品项目", "≥1,800", "项目审批服务保障组");
      assertThat(browser.faults()).isEmpty();

      browser.turnTo("口径变更", 1);
      assertThat(browser.picture(picture("versions"))).isGreaterThan(20_000);
      assertThat(browser.text()).contains("固定资产投资（台账）", "首版");
      assertThat(browser.faults()).isEmpty();
    }
  }

  /** The link of each number asks, in SQL Lab, for rows that sum to it. */
  @Test
  void aNumberLeadsToItsFactsInSqlLab() throws SQLException {
    SupersetClient analyst = login("analyst");
    JsonNode rows =
        analyst
            .data(analyst.charts(BOARD).get("各数的来历（已发布的每一个数，及其追溯命令）"), Freshness.ASK_AGAIN)
            .path(0)
            .path("data");
    assertThat(rows).hasSizeGreaterThan(50);
    String linked = "<a target=\"_blank\" href=\"/sqllab/?dbid=1&amp;autorun=true&amp;name=";
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.path("number_facts").asText()).startsWith(linked));
    String link = "";
    for (JsonNode row : rows) {
      String command = row.path("trace_command").asText();
      if (command.contains("trace investment_ledger --scope zone:140524 ")) {
        link = row.path("number_facts").asText();
      }
    }
    String sql =
        URLDecoder.decode(
            link.substring(link.indexOf("&amp;sql=") + "&amp;sql=".length(), link.indexOf("\">查询")),
            StandardCharsets.UTF_8);
    assertThat(sql).startsWith("select * from trace.investment_ledger\nwhere scope_kind = 'zone'");
    String sum = "select cast(sum(numerator_share) as varchar) as total from (%s)".formatted(sql);
    assertThat(analyst.ask(sum).path("data").path(0).path("total").asText())
        .isEqualTo(
            city.rows(
                    "analyst",
                    """
                    select cast(max_by(numerator, period) as varchar) from ads.metric_value
                    where metric = 'investment_ledger' and scope_kind = 'zone'
                      and scope_code = '140524' and value is not null
                    """)
                .get(0));
    try (BoardBrowser browser = browser()) {
      browser.login("analyst", city.stack().trino().password("analyst"));
      browser.open(BOARD, 8);
      browser.turnTo("数的来历", 1);
      assertThat(browser.picture(picture("origins"))).isGreaterThan(20_000);
      assertThat(browser.html("td a[href^='/sqllab/']")).isNotEmpty();
      assertThat(browser.cells()).as("a number with its bound").contains("≥78.400000");
      assertThat(browser.faults()).isEmpty();
    }
  }

  @Test
  void bulletinIsDrawnOffline() {
    try (BoardBrowser browser = browser()) {
      browser.open(city.bulletin());
      assertThat(browser.picture(picture("bulletin"))).isGreaterThan(50_000);
      assertThat(browser.text()).contains("2024年第47周", "51.46", "陵川示范区", "修正", "补报", "撤回");
    }
  }

  private static BoardBrowser browser() {
    assumeTrue(BoardBrowser.isInstalled(), BoardBrowser.HOW_TO_INSTALL);
    return new BoardBrowser(address, profile);
  }

  private static Path picture(String name) {
    return city.data().resolve("pictures").resolve(name + ".png");
  }

  private static List<String> setUpAgain() {
    List<String> told = new ArrayList<>();
    try (Stack another =
        Stack.open(
            city.settings(),
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
    return SupersetClient.login(address, user, city.stack().trino().password(user));
  }

  private static List<String> charts() {
    return BUNDLE.files().keySet().stream().filter(name -> name.startsWith("charts/")).toList();
  }
}
