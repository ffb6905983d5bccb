package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.ReceivedAppend;
import io.mujun.catalog.RowWriter;
import io.mujun.ingestion.statement.Placement;
import io.mujun.ingestion.statement.State;
import io.mujun.ingestion.statement.StatementActions;
import io.mujun.ingestion.statement.StatementAdoption;
import io.mujun.ingestion.statement.StatementBook;
import io.mujun.ingestion.statement.Submission;
import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.Delivery;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which statement of a scope holds, whatever is handed over. */
class StatementIT {
  private static final String LAND =
      """
      layout: test_land
      table: ods.land_ledger
      period: {row: 1}
      header_rows: [2]
      columns:
        - {headers: [合同编号], property: contract_number}
        - {headers: [用途], property: land_use, values: {工业: industrial}}
        - {headers: [面积], property: area, unit: MU}
        - {headers: [标准地], property: standard_land, values: {是: "true", 否: "false"}}
        - {headers: [签约日期], property: contract_date}
      """;

  private static final Receipt.Status HELD = Receipt.Status.HELD;

  @TempDir Path data;
  @TempDir Path incoming;
  private Stage stage;
  private final IngestRules rules = LedgerFixture.rules(LedgerFixture.LAYOUT, LAND);

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(data);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aStatementWithOneFaultyCellIsHeldAndTheOneBeforeGoesOn() {
    Receipt first = hand("2024-11-15", ledger("一.xlsx", 800.5)).get(0);
    Path faulty = ledger("二.xlsx", "待核");
    Receipt held = hand("2024-11-16", faulty).get(0);
    assertThat(held.status()).isEqualTo(Receipt.Status.HELD);
    assertThat(held.accepted()).isEqualTo(2);
    assertThat(held.refusals())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(List.of(problem.code(), problem.cell()))
                    .containsExactly("NUMBER_EXPECTED", "G5"));
    assertThat(inForce()).isEqualTo(first.batchId() + " whole");
    assertThat(hand("2024-11-17", faulty).get(0))
        .satisfies(again -> assertThat(again.status()).isEqualTo(Receipt.Status.KNOWN))
        .satisfies(again -> assertThat(again.hasRefusals()).isTrue());

    Submission released = actions("2024-11-18").release(held.batchId(), "区里电话确认");
    assertThat(states(released)).isEqualTo("received held released in_force");
    assertThat(released.states()).extracting(Submission.Change::reason).contains("区里电话确认");
    assertThat(inForce()).isEqualTo(held.batchId() + " partial");
    assertThat(states(first.batchId())).isEqualTo("received in_force superseded");
    assertFault("BATCH_NOT_HELD", () -> actions("2024-11-18").release(held.batchId(), "再次放行"));
  }

  @Test
  void theFirstFileAgainTakesTheSecondBack() {
    Path one = ledger("一.xlsx", 100);
    Path two = ledger("二.xlsx", 200);
    String first = hand("2024-11-15", one).get(0).batchId();
    hand("2024-11-15", two);
    assertThat(hand("2024-11-15", two).get(0).status()).isEqualTo(Receipt.Status.KNOWN);
    Receipt again = hand("2024-11-15", one).get(0);
    assertThat(again.status()).isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(again.batchId()).isNotEqualTo(first);
    assertThat(inForce()).isEqualTo(again.batchId() + " whole");
  }

  @Test
  void whatAWithdrawnStatementReplacedHoldsAgain() {
    String first = hand("2024-11-15", ledger("一.xlsx", 100)).get(0).batchId();
    Path two = ledger("二.xlsx", 200);
    String second = hand("2024-11-16", two).get(0).batchId();
    String third = hand("2024-11-17", ledger("三.xlsx", 300)).get(0).batchId();
    actions("2024-11-18").withdraw(second, "填错表");
    assertThat(inForce()).as("a superseded one is taken back").isEqualTo(third + " whole");
    assertFault("DATE_BEFORE_STATEMENT", () -> actions("2024-11-16").withdraw(third, "日期过早"));
    actions("2024-11-18").withdraw(third, "填错表");
    assertThat(inForce()).isEqualTo(first + " whole");
    actions("2024-11-19").withdraw(first, "填错表");
    assertThat(inForce()).isEqualTo("none");
    assertThat(states(first)).isEqualTo("received in_force superseded in_force withdrawn");
    assertThat(states(second)).isEqualTo("received in_force superseded withdrawn");
    assertThat(hand("2024-11-20", two).get(0).status())
        .as("the county says it again")
        .isEqualTo(Receipt.Status.ACCEPTED);
    assertFault("BATCH_UNKNOWN", () -> actions("2024-11-20").withdraw("ledger-0", "没有"));
  }

  @Test
  void twoOfOnePeriodInOneHandoverContradictEachOther() {
    Path one = ledger("十月（修改）.xlsx", 100);
    Path two = ledger("十月.xlsx", 200);
    List<Receipt> receipts = hand("2024-11-15", one, two);
    assertThat(receipts)
        .allSatisfy(receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.HELD));
    assertThat(receipts.get(0).refusals().get(0).message()).contains("测试台账十月.xlsx");
    assertThat(receipts.get(1).refusals().get(0).message()).contains("测试台账十月（修改）.xlsx");
    assertThat(inForce()).isEqualTo("none");
  }

  /** As its refusal asks: the right one alone, or both in order. */
  @Test
  void whatWasHeldForItsCompanionsIsJudgedAnewWithoutThem() {
    Path one = ledger("一.xlsx", 100);
    Path two = ledger("二.xlsx", 200);
    hand("2024-11-15", one, two);
    int said = stage.rows("ops.submission").size();
    assertThat(hand("2024-11-16", one, two))
        .as("the same folder again: still not in, and nothing is written")
        .allSatisfy(receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.KNOWN))
        .allSatisfy(
            receipt ->
                assertThat(receipt.refusals())
                    .extracting(Problem::code)
                    .containsExactly("STATEMENT_TWICE"));
    assertThat(stage.rows("ops.submission")).hasSize(said);
    assertThat(hand("2024-11-17", one, ledger("三.xlsx", 300)))
        .as("beside another one it is as unclear as before")
        .extracting(Receipt::status)
        .containsExactly(HELD, HELD);
    Receipt alone = hand("2024-11-18", two).get(0);
    assertThat(alone.status()).isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(inForce()).isEqualTo(alone.batchId() + " whole");
    List<Receipt> ordered =
        LedgerIngestion.ingest(
            List.of(two, one),
            stage.context(rules, LocalDate.parse("2024-11-19")),
            Placement.Order.AS_GIVEN,
            IngestProgress.SILENT);
    assertThat(ordered)
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.KNOWN, Receipt.Status.ACCEPTED);
    assertThat(inForce()).isEqualTo(ordered.get(1).batchId() + " whole");
  }

  @Test
  void anOlderOneThatWasHeldHoldsOnceTheNewerOneIsWithdrawn() {
    String ten = hand("2024-11-15", land("土地10月.csv", "2024年10月", "10")).get(0).batchId();
    Path nine = land("土地9月.csv", "2024年9月", "9");
    assertThat(hand("2024-11-16", nine).get(0).status()).isEqualTo(HELD);
    assertThat(hand("2024-11-16", nine).get(0).status()).isEqualTo(Receipt.Status.KNOWN);
    actions("2024-11-17").withdraw(ten, "填错表");
    Receipt again = hand("2024-11-18", nine).get(0);
    assertThat(again.status()).isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(inForce()).isEqualTo(again.batchId() + " whole");
  }

  /** A name or a day is mended without a change of the content. */
  @Test
  void whatWasRefusedForItsNameOrDayIsReadAgain() throws Exception {
    Path early = land("土地10月.csv", "2024年10月", "10");
    Receipt refused = hand("2024-09-30", early).get(0);
    assertThat(refused.refusals()).extracting(Problem::code).containsExactly("PERIOD_IMPOSSIBLE");
    assertThat(hand("2024-09-30", early).get(0).status()).isEqualTo(Receipt.Status.KNOWN);
    Receipt inTime = hand("2024-11-15", early).get(0);
    assertThat(inTime.status()).isEqualTo(Receipt.Status.ACCEPTED);
    Path nameless =
        Files.writeString(
            incoming.resolve("台账.csv"),
            Files.readString(early).replace("测试截至2024年10月", "截至2024年11月"));
    Receipt unknown = hand("2024-12-15", nameless).get(0);
    assertThat(unknown.refusals()).extracting(Problem::code).containsExactly("ZONE_UNKNOWN");
    Path named = Files.move(nameless, incoming.resolve("测试开发区台账.csv"));
    Receipt known = hand("2024-12-15", named).get(0);
    assertThat(known.status()).isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(inForce()).isEqualTo(known.batchId() + " whole");
  }

  @Test
  void theHandoverMayGiveTheOrder() {
    Path one = ledger("十月（修改）.xlsx", 100);
    Path two = ledger("十月.xlsx", 200);
    List<Receipt> receipts =
        LedgerIngestion.ingest(
            List.of(two, one),
            stage.context(rules, LocalDate.parse("2024-11-15")),
            Placement.Order.AS_GIVEN,
            IngestProgress.SILENT);
    assertThat(receipts)
        .allSatisfy(receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.ACCEPTED));
    assertThat(inForce()).isEqualTo(receipts.get(1).batchId() + " whole");
    assertThat(states(receipts.get(0).batchId())).isEqualTo("received in_force superseded");
    List<Receipt> again =
        LedgerIngestion.ingest(
            List.of(two, one),
            stage.context(rules, LocalDate.parse("2024-11-16")),
            Placement.Order.AS_GIVEN,
            IngestProgress.SILENT);
    assertThat(again)
        .allSatisfy(receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.KNOWN));
    assertThat(inForce()).isEqualTo(receipts.get(1).batchId() + " whole");
    assertThat(hand("2024-11-17", two, one))
        .as("the same folder again, its order not given, turns nothing round")
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.HELD, Receipt.Status.KNOWN);
    assertThat(inForce()).isEqualTo(receipts.get(1).batchId() + " whole");
  }

  @Test
  void aCorrectionThatItsDeliveryDeclaresFollowsTheOther() {
    Path original = ledger("十月.xlsx", 100);
    Path corrected = ledger("十月（更正）.xlsx", 200);
    List<Receipt> receipts = handCorrecting("2024-11-15", corrected, original);
    assertThat(receipts)
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.ACCEPTED, Receipt.Status.ACCEPTED);
    assertThat(inForce()).isEqualTo(receipts.get(0).batchId() + " whole");
    assertThat(states(receipts.get(0).batchId())).isEqualTo("received in_force");
    assertThat(states(receipts.get(1).batchId())).isEqualTo("received in_force superseded");
    assertThat(handCorrecting("2024-11-16", original, corrected))
        .as("the same folder again")
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.KNOWN, Receipt.Status.KNOWN);
    assertThat(inForce()).isEqualTo(receipts.get(0).batchId() + " whole");
    Receipt before = handCorrecting("2024-11-17", ledger("旧.xlsx", 90), corrected).get(0);
    assertThat(before.status()).as("heard of only after its correction").isEqualTo(HELD);
    assertThat(before.refusals()).extracting(Problem::code).containsExactly("STATEMENT_CORRECTED");
    assertThat(inForce()).isEqualTo(receipts.get(0).batchId() + " whole");
  }

  @Test
  void aCorrectionIsKnownByItsTitleAndFollowsWhatHolds() {
    Path original = ledger("十月.xlsx", 100);
    hand("2024-11-15", original);
    LedgerFixture fixture = new LedgerFixture().set(0, 0, "测试开发区2024年10月投资台账（更 正）").set(4, 6, 200);
    fixture.rows.remove(7);
    Path corrected = fixture.write(incoming, "测试台账附件2.xlsx", "投资");
    List<Receipt> receipts = handCorrecting("2024-11-16", corrected, original);
    assertThat(receipts)
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.ACCEPTED, Receipt.Status.KNOWN);
    assertThat(inForce()).isEqualTo(receipts.get(0).batchId() + " whole");
  }

  @Test
  void ofTwoCorrectionsNoneIsTheLast() {
    Path one = ledger("十月（更正）.xlsx", 100);
    Path two = ledger("十月（修改）.xlsx", 200);
    Path original = ledger("十月.xlsx", 300);
    assertThat(handCorrecting("2024-11-15", original, one, two))
        .extracting(Receipt::status)
        .containsExactly(HELD, HELD, HELD);
    assertThat(handCorrecting("2024-11-15", ledger("一（更正）.xlsx", 1), ledger("二（更正）.xlsx", 2)))
        .extracting(Receipt::status)
        .containsExactly(HELD, HELD);
    assertThat(handCorrecting("2024-11-15", ledger("三.xlsx", 3), ledger("四.xlsx", 4)))
        .extracting(Receipt::status)
        .containsExactly(HELD, HELD);
    assertThat(stage.rows("ods.statement")).isEmpty();
  }

  /** What stands in force and comes after in the order given leaves a late one no place. */
  @Test
  void oneThatTheOrderPutsBeforeWhatHoldsIsHeld() {
    Path later = ledger("二.xlsx", 200);
    String standing = hand("2024-11-15", later).get(0).batchId();
    List<Receipt> receipts =
        LedgerIngestion.ingest(
            List.of(ledger("一.xlsx", 100), later),
            stage.context(rules, LocalDate.parse("2024-11-16")),
            Placement.Order.AS_GIVEN,
            IngestProgress.SILENT);
    assertThat(receipts).extracting(Receipt::status).containsExactly(HELD, Receipt.Status.KNOWN);
    assertThat(inForce()).isEqualTo(standing + " whole");
  }

  /** Hands over by deliveries that declare a correction's words. */
  private List<Receipt> handCorrecting(String day, Path... files) {
    List<SourceDefinition> sources =
        rules.sources().stream()
            .map(LedgerSource.class::cast)
            .map(source -> (SourceDefinition) declaring(source, "更正|修改"))
            .toList();
    return LedgerIngestion.ingest(
        List.of(files),
        stage.context(
            new IngestRules(rules.contracts(), rules.units(), rules.zones(), sources),
            LocalDate.parse(day)),
        Placement.Order.BY_PERIOD,
        IngestProgress.SILENT);
  }

  private static LedgerSource declaring(LedgerSource source, String correction) {
    Delivery delivery = source.delivery();
    return new LedgerSource(
        new Delivery(
            delivery.provider(),
            delivery.system(),
            delivery.zoneCode(),
            delivery.table(),
            delivery.layout(),
            delivery.dueDay(),
            correction),
        source.layout());
  }

  /** A handover that is entered late, with the day on which it came. */
  @Test
  void oneOfAnEarlierDayHoldsUntilTheLaterDayOnly() {
    String later = hand("2024-11-16", ledger("二.xlsx", 200)).get(0).batchId();
    Receipt earlier = hand("2024-11-15", ledger("一.xlsx", 100)).get(0);
    assertThat(earlier.status()).isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(inForce()).isEqualTo(later + " whole");
    assertThat(states(earlier.batchId())).isEqualTo("received in_force superseded");
    assertThat(states(later)).isEqualTo("received in_force");
    assertThat(stage.rows("ods.statement"))
        .as("what was known on the earlier day")
        .filteredOn(row -> row.get("received_on").equals(LocalDate.parse("2024-11-15")))
        .extracting(row -> row.get("batch_id"))
        .containsExactly(earlier.batchId());
    actions("2024-11-17").withdraw(later, "填错表");
    assertThat(inForce()).isEqualTo(earlier.batchId() + " whole");
  }

  @Test
  void ofOneHandoverTheLatestPeriodHoldsWhateverTheNames() {
    Path nine = land("土地9月.csv", "2024年9月", "9");
    Path ten = land("土地10月.csv", "2024年10月", "10");
    List<Receipt> receipts = hand("2024-11-15", ten, nine);
    assertThat(receipts)
        .allSatisfy(receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.ACCEPTED));
    assertThat(inForce()).isEqualTo(receipts.get(0).batchId() + " whole");
    Receipt older = hand("2024-11-16", land("土地8月.csv", "2024年8月", "8")).get(0);
    assertThat(older.status()).isEqualTo(Receipt.Status.HELD);
    assertThat(older.refusals()).extracting(Problem::code).containsExactly("STATEMENT_OLDER");
    assertThat(hand("2024-11-16", nine).get(0).status()).isEqualTo(Receipt.Status.KNOWN);
    assertThat(inForce()).isEqualTo(receipts.get(0).batchId() + " whole");
    actions("2024-11-17").release(older.batchId(), "以八月为准");
    assertThat(inForce()).isEqualTo(older.batchId() + " whole");
  }

  @Test
  void aStatementOfNoneHoldsLikeAnyOther() {
    String first = hand("2024-11-15", ledger("一.xlsx", 100)).get(0).batchId();
    Path none = none("二.xlsx");
    Receipt stated = hand("2024-11-16", none).get(0);
    assertThat(stated.status()).isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(stated.read()).isZero();
    assertThat(stated.notes()).anyMatch(note -> note.contains("“本月无”"));
    assertThat(inForce()).isEqualTo(stated.batchId() + " empty");
    assertThat(states(first)).isEqualTo("received in_force superseded");
    assertThat(hand("2024-11-16", none).get(0).status()).isEqualTo(Receipt.Status.KNOWN);
    actions("2024-11-17").withdraw(stated.batchId(), "并非没有");
    assertThat(inForce()).isEqualTo(first + " whole");
    String again = hand("2024-11-18", none).get(0).batchId();
    assertThat(inForce()).isEqualTo(again + " empty");
    Receipt third = hand("2024-11-19", ledger("三.xlsx", 300)).get(0);
    assertThat(inForce()).isEqualTo(third.batchId() + " whole");
    assertThat(states(again)).isEqualTo("received in_force superseded");
    assertThat(hand("2024-11-20", none("四.xlsx"), ledger("五.xlsx", 400)))
        .as("none and some contradict each other")
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.HELD, Receipt.Status.HELD);
  }

  @Test
  void aStatementOfNoneDoesNotDenyTheProjectsOfItsYear() {
    assertThat(hand("2024-10-15", none("九月.xlsx", "2024年9月")).get(0).status())
        .as("no project of the year stood before")
        .isEqualTo(Receipt.Status.ACCEPTED);
    String ten = hand("2024-11-15", ledger("十月.xlsx", 100)).get(0).batchId();
    Receipt eleven = hand("2024-12-15", none("十一月.xlsx", "2024年11月")).get(0);
    assertThat(eleven.status()).isEqualTo(HELD);
    assertThat(eleven.refusals()).extracting(Problem::code).containsExactly("NONE_AFTER_RECORDS");
    assertThat(eleven.refusals().get(0).message()).contains("批次 " + ten);
    assertThat(hand("2025-02-15", none("一月.xlsx", "2025年1月")).get(0).status())
        .as("another year begins without projects")
        .isEqualTo(Receipt.Status.ACCEPTED);
    assertThat(actions("2025-02-16").release(eleven.batchId(), "项目已全部移交").states())
        .extracting(Submission.Change::state)
        .contains(State.IN_FORCE);
  }

  @Test
  void aStatementOfNoneTakesAwayNoOtherMonthsRecordsByItself() {
    String none = hand("2024-10-15", land("土地9月.csv", "2024年9月", "无")).get(0).batchId();
    assertThat(inForce()).as("nothing stood before").isEqualTo(none + " empty");
    String ten = hand("2024-11-15", land("土地10月.csv", "2024年10月", "10")).get(0).batchId();
    Receipt held = hand("2024-12-15", land("土地11月.csv", "2024年11月", "无")).get(0);
    assertThat(held.status()).isEqualTo(Receipt.Status.HELD);
    assertThat(held.refusals()).extracting(Problem::code).containsExactly("NONE_AFTER_RECORDS");
    assertThat(held.refusals().get(0).message()).contains("批次 " + ten);
    assertThat(inForce()).isEqualTo(ten + " whole");
    assertThat(
            hand(
                "2024-12-15",
                land("土地12月.csv", "2024年12月", "无"),
                land("土地11月份.csv", "2024年11月", "11")))
        .as("in one handover")
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.HELD, Receipt.Status.ACCEPTED);
    actions("2024-12-16").release(held.batchId(), "历年确无供地");
    assertThat(inForce()).isEqualTo(held.batchId() + " empty");
  }

  /** Records of a time when statements were ordered by the clock, without a book. */
  @Test
  void statementsThatStandWithoutABookAreWrittenIntoIt() throws Exception {
    standing("old-1", "2024-11-15T09:00", 100, 0);
    standing("old-2", "2024-11-15T10:00", 200, 1);
    StatementAdoption.adopt(stage.catalog(), rules.contracts());
    assertThat(inForce()).isEqualTo("old-2 partial");
    assertThat(states("old-1")).isEqualTo("received in_force superseded");
    Map<String, Integer> before = stage.snapshots();
    StatementAdoption.adopt(stage.catalog(), rules.contracts());
    assertThat(stage.snapshots()).isEqualTo(before);
    Receipt next = hand("2024-11-16", ledger("一.xlsx", 100)).get(0);
    assertThat(inForce()).isEqualTo(next.batchId() + " whole");
  }

  private void standing(String batch, String at, int yearToDate, long refused) {
    LocalDateTime receivedAt = LocalDateTime.parse(at);
    Map<String, Object> common =
        Map.of(
            "batch_id",
            batch,
            "system",
            "测试台账",
            "received_at",
            receivedAt,
            "received_on",
            receivedAt.toLocalDate(),
            "source_file",
            batch + ".xlsx",
            "zone_code",
            "140524",
            "period",
            LocalDate.parse("2024-10-01"));
    Map<String, Object> ledgerRow = new HashMap<>(common);
    ledgerRow.putAll(
        Map.of(
            "project_name", "甲项目",
            "ytd_investment", BigDecimal.valueOf(yearToDate),
            "operation", "statement"));
    Map<String, Object> receipt = new HashMap<>(common);
    receipt.putAll(
        Map.of(
            "source",
            "test_investment_ledger",
            "kind",
            "ledger",
            "table_name",
            "ods.investment_ledger",
            "content_hash",
            batch,
            "read_count",
            1 + refused,
            "accepted_count",
            1L,
            "refused_count",
            refused,
            "warned_count",
            0L,
            "status",
            "accepted"));
    append("ods.investment_ledger", ledgerRow);
    append("ops.batch", receipt);
  }

  private void append(String table, Map<String, Object> row) {
    Table target = stage.catalog().table(table);
    ReceivedAppend.to(
        target,
        RowWriter.write(target, List.of(row)),
        (LocalDate) row.get("received_on"),
        Map.of());
  }

  @Test
  void aHandoverIsOneCommitWhateverItsFiles() {
    hand(
        "2024-11-15",
        ledger("一.xlsx", 100),
        land("土地9月.csv", "2024年9月", "9"),
        land("土地10月.csv", "2024年10月", "10"));
    Map<String, Integer> snapshots = stage.snapshots();
    assertThat(snapshots)
        .containsEntry("ods.investment_ledger", 1)
        .containsEntry("ods.land_ledger", 1)
        .containsEntry("ods.statement", 1)
        .containsEntry("ops.batch", 1)
        .containsEntry("ops.submission", 1);
  }

  private List<Receipt> hand(String day, Path... files) {
    return LedgerIngestion.ingest(
        List.of(files),
        stage.context(rules, LocalDate.parse(day)),
        Placement.Order.BY_PERIOD,
        IngestProgress.SILENT);
  }

  private StatementActions actions(String day) {
    LocalDate on = LocalDate.parse(day);
    return new StatementActions(stage.catalog(), on, on.atTime(10, 0));
  }

  /** An investment ledger of October whose first project has this year-to-date figure. */
  private Path ledger(String name, Object yearToDate) {
    LedgerFixture fixture = new LedgerFixture().set(4, 6, yearToDate);
    fixture.rows.remove(7);
    return fixture.write(incoming, "测试台账" + name, "投资");
  }

  /** An investment ledger of October that states that there is no project. */
  private Path none(String name) {
    return none(name, "2024年10月");
  }

  private Path none(String name, String month) {
    LedgerFixture fixture = new LedgerFixture().set(0, 0, "测试开发区%s投资台账".formatted(month));
    fixture.rows.subList(4, fixture.rows.size()).clear();
    fixture.row(null, null, "本月无");
    fixture.merges.removeIf(range -> range[0] >= 4);
    return fixture.write(incoming, "测试台账" + name, "投资");
  }

  /**
   * @param area 无 states that there is none
   */
  private Path land(String name, String period, String area) {
    try {
      return Files.writeString(
          incoming.resolve(name),
          "测试截至%s土地台账\n合同编号,用途,面积,标准地,签约日期\n%s\n"
              .formatted(
                  period, area.equals("无") ? "无,,,," : "H1,工业,%s,是,2024-04-05".formatted(area)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The statement that the book says to hold last, of the one scope of the test. */
  private String inForce() {
    return stage.rows("ods.statement").stream()
        .max(
            Comparator.comparing((Map<String, Object> row) -> (LocalDate) row.get("received_on"))
                .thenComparing(row -> (Long) row.get("sequence")))
        .filter(row -> row.get("batch_id") != null)
        .map(row -> row.get("batch_id") + " " + row.get("completeness"))
        .orElse("none");
  }

  private String states(String batchId) {
    return StatementBook.of(stage.catalog()).submissions().stream()
        .filter(submission -> submission.batchId().equals(batchId))
        .findFirst()
        .map(StatementIT::states)
        .orElseThrow();
  }

  private static String states(Submission submission) {
    return String.join(
        " ", submission.states().stream().map(change -> change.state().code()).toList());
  }

  private static void assertFault(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
