package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main path as a newcomer runs it, on the five sample zones, with every real engine. The later
 * tests go on from the earlier.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedDemoCity.class)
class MainPathIT {
  private static DemoCity city;

  @TempDir static Path folder;

  @BeforeAll
  static void use(DemoCity shared) {
    city = shared;
  }

  @Test
  @Order(1)
  void answersEveryPublishedFact() throws SQLException {
    try (Connection connection = city.connect(TrinoDoor.DEFAULT_USER)) {
      PublishedFacts facts = PublishedFacts.ask(connection, DemoCity.HOME);
      assertThat(facts.answered()).isEqualTo(facts.published());
    }
  }

  @Test
  @Order(2)
  void agreesFromLedgerToFactToMetric() throws SQLException {
    String totals =
        """
        select
          (select cast(sum(ytd_investment) as varchar) from ods.investment_ledger
            where zone_code = '140524' and period = date '2024-11-01'
              and received_on = date '2024-11-22'),
          (select cast(sum(ytd_investment) as varchar) from dwd.investment_month
            where zone_code = '140524' and period = date '2024-11-01' and series = 'ledger'
              and known_to is null),
          (select cast(cast(numerator as decimal(20, 2)) as varchar) from ads.metric_value
            where zone_code = '140524' and period = date '2024-11-01'
              and metric = 'investment_ledger')
        """;
    assertThat(city.rows(TrinoDoor.DEFAULT_USER, totals))
        .containsExactly("1200000000.00|1200000000.00|1200000000.00");
  }

  @Test
  @Order(3)
  void showsEachUserTheirZones() throws SQLException {
    String zones = "select distinct zone_code from ads.metric_value order by 1";
    assertThat(city.rows("province", zones))
        .containsExactly("140406", "140521", "140524", "140729", "140821");
    assertThat(city.rows("official_jincheng", zones)).containsExactly("140521", "140524");
    assertThat(city.rows("official_yuncheng", zones)).containsExactly("140821");
  }

  @Test
  @Order(4)
  void writesABulletinThatSaysWhatChanged() throws IOException {
    assertThat(city.bulletin())
        .content()
        .contains("2024年第47周", "陵川示范区", "修正", "补报", "撤回", "id=\"metric-investment_ledger\"");
  }

  @Test
  @Order(5)
  void endsWithoutSparkAndWithoutAByteWhereNothingIsNew() throws Exception {
    Map<String, Long> before = city.files();
    assertThat(city.json(ExitCodes.DONE, "nightly", "--json").path("status").asText())
        .isEqualTo("nothing_new");
    assertThat(city.files()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void takesTheSameLedgerOnlyOnce() throws Exception {
    Map<String, Long> before = city.files();
    JsonNode receipts = ingest(ExitCodes.DONE, DemoCity.HOME.resolve("samples/ledgers/2024-11-22"));
    assertThat(receipts).allSatisfy(r -> assertThat(r.path("status").asText()).isEqualTo("known"));
    assertThat(city.files()).isEqualTo(before);
  }

  @Test
  @Order(7)
  void recomputesWhatOneChangedCellTouches() throws Exception {
    ingest(ExitCodes.DONE, changedLedger());
    JsonNode night;
    try (FigureWatch watch = FigureWatch.begin(city)) {
      for (String model :
          List.of("dim.project_reference", "dwd.investment_month", "ads.metric_value")) {
        city.killWhereItSays(model, "nightly", "--date", "2024-11-25");
      }
      night = city.json(ExitCodes.DONE, "nightly", "--date", "2024-11-25", "--json");
      assertThat(watch.end())
          .as("what a reader saw through three killed nights and one that was published")
          .hasSize(2)
          .satisfiesExactly(
              before -> assertThat(before).startsWith("2024-11-22.2|"),
              after -> assertThat(after).startsWith("2024-11-25.3|"));
    }
    assertThat(night.path("status").asText()).isEqualTo("published");
    assertThat(changed(night))
        .as("models with changed rows")
        .containsKeys("dwd.investment_month", "ads.metric_value", "ads.project_progress")
        .doesNotContainKeys("dwd.land_supply", "dwd.approval_case", "dwd.commitment");
    assertThat(
            city.rows(
                TrinoDoor.DEFAULT_USER,
                """
                select cast(ytd_investment as varchar), cast(known_from as varchar),
                  cast(known_to as varchar)
                from dwd.investment_month
                where series = 'ledger' and period = date '2024-10-01'
                  and project_name = '园区污水处理厂扩容工程'
                order by known_from
                """))
        .containsExactly("50400000.00|2024-11-15|2024-11-25", "51400000.00|2024-11-25|null");
    assertThat(
            city.rows(
                "official_yuncheng",
                "select count(*) from dwd.investment_month where zone_code = '140406'"))
        .containsExactly("0");
  }

  @Test
  @Order(8)
  void computesTheSameRowsAnewInFull() throws Exception {
    JsonNode night =
        city.json(ExitCodes.DONE, "nightly", "--date", "2024-11-25", "--full", "--json");
    assertThat(changed(night)).as("rows that a full night changes").isEmpty();
  }

  @Test
  @Order(9)
  void refusesABadLedgerWithItsReasonAndLeavesTheNumbers() throws Exception {
    String published = "select count(*), cast(sum(value) as varchar) from ads.metric_value";
    List<String> before = city.rows(TrinoDoor.DEFAULT_USER, published);
    JsonNode receipts = ingest(ExitCodes.REFUSED, DemoCity.HOME.resolve("samples/bad"));
    assertThat(receipts)
        .hasSize(8)
        .allSatisfy(
            receipt ->
                assertThat(receipt.path("refusals").size() + receipt.path("notes").size())
                    .as("what %s is told", receipt.path("file").asText())
                    .isPositive())
        .filteredOn(receipt -> !receipt.path("refusals").isEmpty())
        .as("refused; a moved header is read where it stands, and said so")
        .hasSize(7)
        .allSatisfy(
            receipt ->
                assertThat(receipt.path("refusals").get(0).path("code").asText()).isNotEmpty());
    assertThat(city.rows(TrinoDoor.DEFAULT_USER, published)).isEqualTo(before);
  }

  private static JsonNode ingest(int exitCode, Path ledgers) {
    return city.json(
        exitCode, "ingest", "ledgers", ledgers.toString(), "--date", "2024-11-25", "--json");
  }

  private static Map<String, Long> changed(JsonNode night) {
    Map<String, Long> changed = new TreeMap<>();
    for (JsonNode model : night.path("models")) {
      if (model.path("rows_changed").asLong() > 0) {
        changed.put(model.path("model").asText(), model.path("rows_changed").asLong());
      }
    }
    return changed;
  }

  /** The October ledger of Lucheng with one figure, and the totals that it enters, 100万元 higher. */
  private static Path changedLedger() throws IOException {
    String name = "潞城经开区投资台账-2024-10.csv";
    String text =
        Files.readString(DemoCity.HOME.resolve("samples/ledgers/2024-11-15").resolve(name));
    String changed =
        text.replace("7800,6000,660,5040,5040", "7800,6000,760,5140,5140")
            .replace("10080,64160,83160", "10180,64260,83260");
    assertThat(changed).isNotEqualTo(text);
    return Files.writeString(folder.resolve(name), changed);
  }
}
