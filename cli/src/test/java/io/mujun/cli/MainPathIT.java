package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.MaintenancePolicy;
import io.mujun.catalog.maintenance.TableOutcome;
import io.mujun.cli.stack.PostgresServer;
import io.mujun.dashboards.sql.BoardDeclarations;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellReference;
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
  private static final String[] TRACE = {
    "trace", "investment_ledger", "--zone", "140406", "--month", "2024-10"
  };
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
    String zones =
        "select distinct zone_code from ads.metric_value where scope_kind = 'zone' order by 1";
    assertThat(city.rows("province", zones))
        .containsExactly("140406", "140521", "140524", "140729", "140821");
    assertThat(city.rows("official_jincheng", zones)).containsExactly("140521", "140524");
    assertThat(city.rows("official_yuncheng", zones)).containsExactly("140821");
    String totals =
        "select distinct scope_kind || ':' || scope_code from ads.metric_value"
            + " where scope_kind <> 'zone' order by 1";
    assertThat(city.rows("province", totals))
        .contains("city:140500", "province:140000", "zone_class:industrial")
        .hasSize(8);
    assertThat(city.rows("official_jincheng", totals))
        .containsExactly("city:140500", "zone_class:eco_tourism");
    assertThat(city.rows("clerk_qinshui", totals)).isEmpty();
  }

  @Test
  @Order(4)
  void writesABulletinThatSaysWhatChanged() throws IOException {
    assertThat(city.bulletin())
        .content()
        .contains("2024年第47周", "陵川示范区", "修正", "补报", "撤回", "id=\"metric-investment_ledger\"");
  }

  @Test
  @Order(4)
  void tracesEveryPublishedNumberToTheRowsThatSumToIt() throws SQLException {
    JsonNode checked = city.json(ExitCodes.DONE, "trace", "--all", "--json");
    System.out.println(
        "trace --all: " + checked.path("numbers") + " numbers, " + checked.path("outcomes"));
    assertThat(
            city.rows(
                TrinoDoor.DEFAULT_USER,
                "select cast(count(*) as varchar) from ads.metric_value where value is not null"))
        .containsExactly(checked.path("numbers").asText());
    JsonNode outcomes = checked.path("outcomes");
    assertThat(outcomes.path("differs").asLong()).isZero();
    assertThat(outcomes.path("sums").asLong()).as("numbers that rows sum to").isGreaterThan(5_000);
    assertThat(outcomes.path("recomputed").asLong()).as("percentiles").isPositive();
    assertThat(outcomes.path("function").asLong())
        .as("only the median with censored cases is neither")
        .isEqualTo(checked.path("metrics").path("land_to_start_days").asLong());
  }

  @Test
  @Order(4)
  void tracesANumberToItsCellsAndKeysAsItsReaderSeesThem() {
    JsonNode city140500 =
        city.json(
            ExitCodes.DONE,
            "trace",
            "investment_ledger",
            "--scope",
            "city:140500",
            "--month",
            "2024-10",
            "--user",
            "official_jincheng",
            "--json");
    assertThat(city140500.at("/number/outcome").asText()).isEqualTo("sums");
    assertThat(city140500.path("cellsRead").asText())
        .as("officials read no ods")
        .isEqualTo("HIDDEN");
    JsonNode zone =
        city.json(
            ExitCodes.DONE,
            "trace",
            "annual_completion_rate",
            "--zone",
            "140524",
            "--month",
            "2024-10",
            "--as-known-on",
            "2024-11-16",
            "--deep",
            "--json");
    assertThat(zone.at("/number/publicationId").asText()).isEqualTo("2024-11-15.1");
    assertThat(zone.path("parts")).hasSize(2);
    assertThat(zone.at("/parts/0/facts/0/records/0/cells"))
        .anySatisfy(
            cell -> {
              assertThat(cell.path("column").asText()).isEqualTo("ytd_investment");
              assertThat(cell.path("cell").asText()).matches("[A-Z]+\\d+");
            });
    city.run(
            ExitCodes.FAILED,
            "trace",
            "investment_ledger",
            "--zone",
            "140406",
            "--month",
            "2024-10",
            "--user",
            "official_yuncheng",
            "--json")
        .failsWith("TRACE_NO_NUMBER", "does not see it");
    city.run(
            ExitCodes.FAILED,
            "trace",
            "investment_ledger",
            "--scope",
            "city:1",
            "--month",
            "2024-10",
            "--json")
        .failsWith("SCOPE_UNKNOWN", "city:140500");
    city.run(
            ExitCodes.FAILED,
            "trace",
            "investment",
            "--zone",
            "140406",
            "--month",
            "2024-10",
            "--json")
        .failsWith("METRIC_UNKNOWN", "investment_ledger");
  }

  /** Nine of 灵石 are of the year; of ten in force the one of 示例工业项目21 stands in breach. */
  @Test
  @Order(4)
  void tracesAnAgreementToThePageThatThePortalGave() throws IOException {
    JsonNode rate =
        city.json(
            ExitCodes.DONE,
            "trace",
            "agreement_breach_rate",
            "--zone",
            "140729",
            "--month",
            "2024-11",
            "--json");
    assertThat(rate.at("/number/numerator").asText()).as(rate.toString()).startsWith("1");
    assertThat(rate.at("/number/denominator").asText()).as(rate.toString()).startsWith("10");
    assertThat(rate.at("/number/outcome").asText()).isEqualTo("sums");
    List<JsonNode> breached =
        rate.findValues("records").stream()
            .map(records -> records.path(0))
            .filter(record -> record.toString().contains("2024-11-18"))
            .toList();
    assertThat(breached).hasSize(1);
    JsonNode record = breached.get(0);
    assertThat(record.path("key").asText()).isEqualTo("灵投协〔2024〕08号");
    Path page;
    try (Stream<Path> received =
        Files.walk(city.workspace().settings().data().resolve("received"))) {
      page =
          received
              .filter(file -> file.endsWith(record.path("file").asText()))
              .findFirst()
              .orElseThrow();
    }
    assertThat(new ObjectMapper().readTree(page.toFile()).at(record.path("sheet").asText()))
        .isNotNull()
        .satisfies(
            kept -> {
              assertThat(kept.path("xybh").asText()).isEqualTo("灵投协〔2024〕08号");
              assertThat(kept.path("wyrdrq").asText()).isEqualTo("2024-11-18");
            });
    assertThat(city.json(ExitCodes.DONE, "ingest", "portal", "--date", "2024-11-22", "--json"))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.path("status").asText()).isEqualTo("unchanged"));
  }

  @Test
  @Order(4)
  void opensTheLedgersOfANumberWithItsCellsMarked() throws IOException {
    Path opened = folder.resolve("opened");
    JsonNode ofWorkbook =
        city.json(
            ExitCodes.DONE,
            "trace",
            "investment_ledger",
            "--zone",
            "140524",
            "--month",
            "2024-10",
            "--open",
            opened.toString(),
            "--json");
    assertThat(ofWorkbook.at("/trace/definition/since").asText()).isEqualTo("2024-11-15.1");
    assertThat(ofWorkbook.at("/trace/definition/change").asText()).isEqualTo("first");
    assertThat(ofWorkbook.path("opened"))
        .singleElement()
        .satisfies(
            ledger -> {
              assertThat(ledger.path("marking").asText()).isEqualTo("CELLS");
              assertThat(yellow(Path.of(ledger.path("copy").asText())))
                  .as("the cells of the shown rows, and no other")
                  .isEqualTo(cells(ofWorkbook.path("trace")))
                  .isNotEmpty();
              assertThat(Path.of(ledger.path("list").asText()))
                  .content()
                  .contains("ytd_investment");
            });
    JsonNode ofText =
        city.json(
            ExitCodes.DONE,
            "trace",
            "annual_completion_rate",
            "--zone",
            "140406",
            "--month",
            "2024-10",
            "--deep",
            "--open",
            opened.toString(),
            "--json");
    assertThat(ofText.path("opened"))
        .as("the ledger of investments and that of targets")
        .hasSize(2)
        .allSatisfy(ledger -> assertThat(ledger.path("marking").asText()).isEqualTo("TEXT"));
    city.run(
            ExitCodes.FAILED,
            "trace",
            "annual_completion_rate",
            "--zone",
            "140406",
            "--month",
            "2024-10",
            "--open",
            opened.toString(),
            "--json")
        .failsWith("LEDGER_NONE", "--deep");
    city.run(
            ExitCodes.FAILED,
            "trace",
            "investment_ledger",
            "--zone",
            "140821",
            "--month",
            "2024-10",
            "--user",
            "official_yuncheng",
            "--open",
            opened.toString(),
            "--json")
        .failsWith("LEDGER_HIDDEN", "does not read ods");
  }

  /** The cells that a trace names, as references. */
  private static Set<String> cells(JsonNode trace) {
    Set<String> cells = new TreeSet<>();
    trace
        .path("facts")
        .forEach(
            fact ->
                fact.at("/records")
                    .forEach(
                        record ->
                            record
                                .path("cells")
                                .forEach(
                                    cell -> {
                                      if (cell.hasNonNull("cell")) {
                                        cells.add(cell.path("cell").asText());
                                      }
                                    })));
    return cells;
  }

  private static Set<String> yellow(Path copy) throws IOException {
    Set<String> yellow = new TreeSet<>();
    try (Workbook workbook = WorkbookFactory.create(copy.toFile(), null, true)) {
      workbook
          .iterator()
          .forEachRemaining(
              sheet ->
                  sheet.forEach(
                      row ->
                          row.forEach(
                              cell -> {
                                if (cell.getCellStyle().getFillForegroundColor()
                                    == IndexedColors.YELLOW.getIndex()) {
                                  yellow.add(cell.getAddress().formatAsString());
                                }
                              })));
    }
    return yellow;
  }

  @Test
  @Order(4)
  void boardsShowTheTargetThatARowWasPublishedWith() throws SQLException {
    BoardDeclarations boards = new BoardDeclarations(city.workspace().warehouse());
    String target =
        boards.sql(boards.measure("on_time_closure_rate", "here"), null, "here").target();
    assertThat(
            city.rows(
                "province",
                "select distinct target from (select %s as target from ads.metric_value"
                        .formatted(target)
                    + " where scope_kind = 'zone' group by scope_code, period)"))
        .containsExactly("100");
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
  void writesTheViewsAgainThatAreMissingWhereNothingIsNew() throws SQLException {
    String views = "select count(*) from information_schema.views where table_schema = 'trace'";
    List<String> before = city.rows(TrinoDoor.DEFAULT_USER, views);
    try (Connection connection = city.workspace().postgres().connect(PostgresServer.CATALOG);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from iceberg_tables where iceberg_type = 'VIEW'");
      statement.executeUpdate(
          "delete from iceberg_namespace_properties where property_key = 'mujun.definition'");
    }
    assertThat(city.rows(TrinoDoor.DEFAULT_USER, views)).containsExactly("0");
    assertThat(city.json(ExitCodes.DONE, "nightly", "--json").path("status").asText())
        .isEqualTo("nothing_new");
    assertThat(city.rows(TrinoDoor.DEFAULT_USER, views)).isEqualTo(before);
    assertThat(before).isNotEqualTo(List.of("0"));
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
                  and project_name = '示例园区污水处理厂扩容工程'
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
  void asksWhatWasKnownBeforeWithTheSameRowRules() throws SQLException {
    String investment =
        "select zone_code, cast(value as varchar) as value from ads.metric_value"
            + " where metric = 'investment_ledger' and period = date '2024-10-01'"
            + " and zone_code in ('140406', '140821')";
    List<String> before =
        city.rows(
            TrinoDoor.DEFAULT_USER,
            investment.replace(
                "ads.metric_value", "ads.metric_value for version as of 'published_2024-11-22.2'"));
    assertThat(before).hasSize(2).isNotEqualTo(city.rows(TrinoDoor.DEFAULT_USER, investment));
    assertThat(known("2024-11-24", TrinoDoor.DEFAULT_USER, investment))
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(known("2024-11-24", "official_yuncheng", investment))
        .as("an official of one city reads that city's zone of then")
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith("140821|"));
    assertThat(known("2024-11-24", "clerk_linyi", "select distinct zone_code from dwd.land_supply"))
        .containsExactly("140821");
    city.run(ExitCodes.FAILED, "sql", "--json", "--as-known-on", "2024-11-14", investment)
        .failsWith("NOTHING_PUBLISHED", "2024-11-14");
    city.run(ExitCodes.FAILED, "sql", "--json", "--as-known-on", "2024-11-24", "show schemas")
        .failsWith("AS_KNOWN_QUERY", "Only a query");
    JsonNode bulletin =
        city.json(
            ExitCodes.DONE,
            "bulletin",
            "--week",
            "2024-W47",
            "--as-known-on",
            "2024-11-17",
            "--json");
    assertThat(Path.of(bulletin.path("file").asText())).content().contains("2024-11-15.1");
  }

  @Test
  @Order(10)
  void saysWhatChangedBetweenPublicationsAndComputesOneAgain() {
    assertThat(city.json(ExitCodes.DONE, "publications", "--json"))
        .extracting(publication -> publication.path("id").asText())
        .containsExactly("2024-11-15.1", "2024-11-22.2", "2024-11-25.3");
    JsonNode changes =
        city.json(ExitCodes.DONE, "publications", "diff", "2024-11-22.2", "2024-11-25.3", "--json");
    assertThat(changes.path("numbers"))
        .as("numbers of the zone whose ledger changed; of others, of the later day's month alone")
        .hasSize(changes.path("numbersChanged").asInt())
        .filteredOn(number -> number.at("/key/scope_kind").asText().equals("zone"))
        .filteredOn(number -> !number.at("/key/period").asText().equals("2024-11-01"))
        .isNotEmpty()
        .allSatisfy(
            number -> assertThat(number.at("/key/scope_code").asText()).isEqualTo("140406"));
    assertThat(changes.path("numbers"))
        .filteredOn(number -> number.at("/key/metric").asText().equals("investment_ledger"))
        .extracting(number -> number.at("/key/scope_kind").asText())
        .containsExactlyInAnyOrder("zone", "city", "zone_class", "province");
    assertThat(changes.path("definitions")).isEmpty();
    assertThat(changes.path("received")).isEmpty();
    assertThat(changes.path("statements"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.path("scope").asText())
                  .isEqualTo("zone_code=140406/period=2024-10-01");
              assertThat(statement.path("records"))
                  .singleElement()
                  .satisfies(
                      record ->
                          assertThat(record.path("cells"))
                              .anySatisfy(
                                  cell -> {
                                    assertThat(cell.path("column").asText())
                                        .isEqualTo("ytd_investment");
                                    assertThat(cell.path("from").asText()).isEqualTo("50400000.00");
                                    assertThat(cell.path("to").asText()).isEqualTo("51400000.00");
                                    assertThat(cell.path("toCell").asText()).matches("[A-Z]+\\d+");
                                  }));
            });
    city.run(ExitCodes.FAILED, "publications", "diff", "2024-11-22.2", "2024-11-22.9", "--json")
        .failsWith("PUBLICATION_UNKNOWN", "2024-11-22.9");
    JsonNode verified =
        city.json(ExitCodes.DONE, "publications", "verify", "2024-11-22.2", "--json");
    assertThat(verified.path("status").asText()).isEqualTo("verified");
    assertThat(verified.path("tables")).hasSizeGreaterThan(10);
  }

  /** Each restated figure is looked up in the ledgers themselves, in the cells that are named. */
  @Test
  @Order(10)
  void namesFileSheetAndCellOfARestatedLedger() throws IOException {
    JsonNode changes =
        city.json(ExitCodes.DONE, "publications", "diff", "2024-11-15.1", "2024-11-22.2", "--json");
    String name = "陵川示范区固定资产投资台账2024年11月.xlsx";
    Path ledgers = DemoCity.HOME.resolve("samples/ledgers");
    try (Workbook before =
            WorkbookFactory.create(ledgers.resolve("2024-11-15/" + name).toFile(), null, true);
        Workbook after =
            WorkbookFactory.create(ledgers.resolve("2024-11-22/" + name).toFile(), null, true)) {
      int figures = 0;
      for (JsonNode statement : changes.path("statements")) {
        if (statement.path("scope").asText().equals("zone_code=140524/period=2024-11-01")) {
          for (JsonNode restated : statement.path("records")) {
            figures +=
                lookedUp(restated, "from", before, name) + lookedUp(restated, "to", after, name);
          }
        }
      }
      assertThat(figures).as("one restated, one withdrawn, one added in %s", name).isEqualTo(4);
      System.out.printf("publications diff: %d restated figures found in their cells%n", figures);
    }
  }

  /** How many amounts of one side of a record were looked up in the cells that it names: 0 or 1. */
  private static int lookedUp(JsonNode restated, String side, Workbook ledger, String name) {
    if (!restated.hasNonNull(side)) {
      return 0;
    }
    assertThat(restated.path(side).asText()).matches(name + " 投资台账 第\\d+行");
    int figures = 0;
    for (JsonNode cell : restated.path("cells")) {
      if (cell.path("column").asText().equals("ytd_investment")) {
        assertThat(new BigDecimal(cell.path(side).asText()))
            .isEqualByComparingTo(money(ledger, cell.path(side + "Cell").asText()));
        figures++;
      }
    }
    return figures;
  }

  /** What a cell says, in 元: a number of 万元, or a text such as 1.92亿元. */
  private static BigDecimal money(Workbook ledger, String cell) {
    CellReference place = new CellReference(cell);
    String text =
        new DataFormatter(Locale.ROOT)
            .formatCellValue(
                ledger.getSheet("投资台账").getRow(place.getRow()).getCell(place.getCol()));
    return new BigDecimal(text.replaceAll("[,，亿元]", "")).movePointRight(text.contains("亿") ? 8 : 4);
  }

  /** The publication's name is put on other numbers, and then back. */
  @Test
  @Order(10)
  void tracesNoNumbersButThoseThatWerePublished() {
    Table numbers = city.workspace().catalog().table("ads.metric_value");
    String last = "published_2024-11-25.3";
    long right = numbers.refs().get(last).snapshotId();
    long wrong = numbers.refs().get("published_2024-11-22.2").snapshotId();
    numbers.manageSnapshots().replaceTag(last, wrong).commit();
    try {
      city.run(ExitCodes.FAILED, asJson(TRACE)).failsWith("PUBLICATION_NOT_KEPT", last);
    } finally {
      numbers.manageSnapshots().replaceTag(last, right).commit();
    }
    assertThat(city.run(ExitCodes.DONE, TRACE).out()).contains("the sum is the published number");
  }

  @Test
  @Order(10)
  void saysOfANumberThatItsFactsDoNotSumToItByItsExitCode() {
    try (WrongPublication wrong =
        WrongPublication.of(
            city.workspace().catalog(),
            "investment_ledger",
            "140406",
            LocalDate.parse("2024-10-01"))) {
      MujunRun traced = city.run(ExitCodes.DIFFERENT, TRACE);
      System.out.println(
          "trace of a changed number: "
              + traced.out().lines().toList().get((int) traced.out().lines().count() - 1).strip());
      assertThat(traced.out())
          .containsPattern(
              "\\d+ rows → numerator (\\d+), denominator -, value (\\d+): NOT the published number;")
          .doesNotContain("the sum is the published number");
      JsonNode all = city.json(ExitCodes.DIFFERENT, "trace", "--all", "--json");
      assertThat(all.path("publication").asText()).isEqualTo(wrong.id());
      assertThat(all.path("differing"))
          .as("it, and what is made of it in the scopes that hold the zone")
          .hasSize(all.at("/outcomes/differs").asInt())
          .allSatisfy(
              number -> {
                assertThat(number.path("scope").asText())
                    .isIn("zone:140406", "city:140400", "zone_class:industrial", "province:140000");
                assertThat(number.path("period").asText()).isEqualTo("2024-10-01");
              })
          .filteredOn(number -> number.path("metric").asText().equals("investment_ledger"))
          .singleElement()
          .satisfies(
              number ->
                  assertThat(number.path("value").decimalValue())
                      .isEqualByComparingTo(
                          number.path("tracedValue").decimalValue().add(BigDecimal.ONE)));
    }
    assertThat(city.run(ExitCodes.DONE, TRACE).out()).contains("the sum is the published number");
  }

  private static String[] asJson(String... command) {
    return Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new);
  }

  /** The rows of a query as known on a day, columns joined with a bar. */
  private static List<String> known(String day, String user, String sql) {
    List<String> rows = new ArrayList<>();
    for (JsonNode row :
        city.json(ExitCodes.DONE, "sql", "--json", "--user", user, "--as-known-on", day, sql)) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.asText()));
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  @Test
  @Order(11)
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

  /** The five files that once changed a published number that no county had changed. */
  @Test
  @Order(12)
  void publishesOnlyWhatTheCountySaid() throws Exception {
    String said = april("2024年4月");
    Path first = write("2024-04.csv", said);
    assertThat(status(ExitCodes.DONE, first)).isEqualTo("accepted");
    String figure = publishedApril();

    Path unreadable = write("2024-04 更正.csv", said.replace(",/,1630,", ",待核,1630,"));
    assertThat(status(ExitCodes.REFUSED, unreadable)).isEqualTo("held");
    assertThat(publishedApril()).as("one cell reads 待核").isEqualTo(figure);

    String more = said.replace(",340,2260,2260,", ",340,3260,3260,");
    Path total =
        write(
            "2024-04 二次更正.csv",
            more.replaceAll("(?m)^合计,[^\\n]*$", ",,合计（10个）,,,,88800,51200,10080,65160,73160,,,,"));
    assertThat(status(ExitCodes.DONE, total)).isEqualTo("accepted");
    assertThat(publishedApril())
        .as("a total row written 合计（10个） in the column of names is no project")
        .isEqualTo(raised(figure, "0.1"));

    assertThat(status(ExitCodes.DONE, first)).as("to take that back").isEqualTo("accepted");
    assertThat(publishedApril()).isEqualTo(figure);

    Path range = write("2024年1月-4月.csv", april("2024年1月-4月").replace(",340,2260,", ",340,4260,"));
    assertThat(status(ExitCodes.DONE, range)).isEqualTo("accepted");
    assertThat(publishedApril()).as("1月-4月 is April").isEqualTo(raised(figure, "0.2"));

    Path tabs =
        write(
            "2024-04 制表符.csv",
            said.replace("\"12,460\"", "12460")
                .replace("\"32,000\"", "32000")
                .replace("\"13,210\"", "13210")
                .replace(',', '\t'));
    assertThat(status(ExitCodes.DONE, tabs)).isEqualTo("accepted");
    assertThat(publishedApril()).isEqualTo(figure);
    assertThat(
            city.rows(
                TrinoDoor.DEFAULT_USER,
                "select count(*) from dwd.investment_month where zone_code = '140406'"
                    + " and period = date '2024-01-01' and series = 'ledger'"))
        .containsExactly("0");
  }

  /**
   * Of every table each file is written anew, and no state but the current one and tags is kept.
   */
  @Test
  @Order(13)
  void goesOnAfterMaintenanceAsIfNothingHadHappened() throws Exception {
    Path policy = city.data().resolve("maintenance.yaml");
    Files.writeString(policy, "keepDay: 7\n");
    assertThat(city.json(ExitCodes.FAILED, "maintain", "--json").path("code").asText())
        .isEqualTo("MAINTENANCE_INVALID");
    Files.delete(policy);
    MaintenancePolicy strict =
        new MaintenancePolicy(Duration.ZERO, 16 << 20, 1, Duration.ofHours(1), Duration.ofDays(1));
    List<TableOutcome> outcomes;
    try (FigureWatch watch = FigureWatch.begin(city)) {
      outcomes =
          new Maintenance(
                  city.workspace().catalog(),
                  strict,
                  Clock.offset(Clock.systemUTC(), Duration.ofHours(2)),
                  outcome -> {})
              .run(Maintenance.Mode.WRITE);
      assertThat(watch.end()).as("what a reader saw meanwhile").hasSize(1);
    }
    assertThat(outcomes)
        .allMatch(outcome -> outcome.status() == TableOutcome.Status.DONE)
        .anyMatch(outcome -> outcome.removedFiles() > 0);
    for (JsonNode outcome : city.json(ExitCodes.DONE, "maintain", "--json")) {
      assertThat(outcome.path("status").asText()).isEqualTo("DONE");
    }
    assertThat(
            city.json(ExitCodes.DONE, "nightly", "--date", "2024-11-25", "--json")
                .path("status")
                .asText())
        .isEqualTo("nothing_new");
    assertThat(
            city.json(ExitCodes.DONE, "publications", "verify", "2024-11-15.1", "--json")
                .path("status")
                .asText())
        .isEqualTo("verified");

    long changed;
    try (Connection connection = city.workspace().postgres().connect("county_approval");
        Statement statement = connection.createStatement()) {
      changed =
          statement.executeUpdate("update sp_bj set sqrxm = sqrxm || '甲' where zt is not null");
    }
    String count = "select count(*) from ods.approval_case";
    long before = Long.parseLong(city.rows(TrinoDoor.DEFAULT_USER, count).get(0));
    JsonNode stream =
        city.json(
            ExitCodes.DONE, "ingest", "stream", "--catch-up", "--date", "2024-11-25", "--json");
    assertThat(stream.path("reconciliation").asText()).isEqualTo("equal");
    assertThat(city.rows(TrinoDoor.DEFAULT_USER, count))
        .as("nothing that a checkpoint held was committed again")
        .containsExactly(String.valueOf(before + changed));
    city.run(ExitCodes.DONE, "ingest", "exchange", "--date", "2024-11-25");
  }

  /** Lucheng's ledger of October with another title. */
  private static String april(String period) throws IOException {
    Path october = DemoCity.HOME.resolve("samples/ledgers/2024-11-15/潞城经开区投资台账-2024-10.csv");
    String text = Files.readString(october).replace("2024年10月", period);
    assertThat(text).contains(period + "项目投资台账");
    return text;
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve("潞城经开区投资台账-" + name), text);
  }

  private static String status(int exitCode, Path ledger) {
    return ingest(exitCode, ledger).get(0).path("status").asText();
  }

  /** What is published of Lucheng's April after a night: value, bound and number of projects. */
  private static String publishedApril() throws SQLException {
    city.run(ExitCodes.DONE, "nightly", "--date", "2024-11-25");
    return city.rows(
            TrinoDoor.DEFAULT_USER,
            """
            select cast(cast(value as decimal(18,4)) as varchar), bound,
              (select count(*) from dwd.investment_month
                where zone_code = '140406' and period = date '2024-04-01' and series = 'ledger'
                  and known_to is null)
            from ads.metric_value
            where metric = 'investment_ledger' and zone_code = '140406'
              and period = date '2024-04-01'
            """)
        .get(0);
  }

  /** The same with a value higher by this many 亿元. */
  private static String raised(String figure, String by) {
    String[] parts = figure.split("\\|", 2);
    return new BigDecimal(parts[0]).add(new BigDecimal(by).movePointRight(4)).setScale(4)
        + "|"
        + parts[1];
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
