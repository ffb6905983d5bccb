package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import io.mujun.warehouse.validation.Finding;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rows of a ledger mean: its period, its units, its records, sums, notes and tables. */
class LedgerRowsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 15);
  private static final IngestRules RULES = LedgerFixture.rules(LedgerFixture.LAYOUT);
  private static final List<String> ALL = List.of("甲项目", "乙项目", "丙项目");

  @TempDir Path folder;
  private final LedgerFixture ledger = new LedgerFixture();

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "测试示范区2024年1月-4月固定资产投资台账 | - | 2024-04-01",
        "投资台账2024年1月-10月 | - | 2024-10-01",
        "2024年1-10月投资台账 | - | 2024-10-01",
        "2024年1—10月份投资台账 | - | 2024-10-01",
        "2024年1月至10月投资台账 | - | 2024-10-01",
        "2024年1月～2024年10月投资台账 | - | 2024-10-01",
        "２０２４年１－１０月投资台账 | - | 2024-10-01",
        "2024 年 1 - 10 月投资台账 | - | 2024-10-01",
        "2024年1月1日至10月31日投资台账 | - | 2024-10-01",
        "2024年度投资台账（1-10月） | - | 2024-10-01",
        "截至2024年10月底投资台账 | - | 2024-10-01",
        "截至2024年10月31日投资台账 | - | 2024-10-01",
        "2024年投资台账（截至10月底） | - | 2024-10-01",
        "2024年前三季度投资台账 | - | 2024-09-01",
        "2024年一季度投资台账 | - | 2024-03-01",
        "2024年1-3季度投资台账 | - | 2024-09-01",
        "2024年上半年投资台账 | - | 2024-06-01",
        "2023年全年投资台账 | - | 2023-12-01",
        "2024年前10个月投资台账 | - | 2024-10-01",
        "2024年十月投资台账 | - | 2024-10-01",
        "今年前三季度投资台账 | 2024年重点项目 | 2024-09-01",
        "2024年10月投资台账 | 填报日期：2024年11月5日 | 2024-10-01",
        "2024年10月投资台账 | 填报日期：2024年11月 | 2024-10-01",
        "2024年10月投资台账 | 报送时间：11月5日 | 2024-10-01",
        "2024年10月投资台账 | 2024年11月5日 | 2024-10-01",
        "2024年10月投资台账 | 2024-11-05 | 2024-10-01",
        "2024年10月投资台账 | 统计时间：2024年1-10月 | 2024-10-01",
        "2024年10月投资台账 | 请于11月底前报送 | 2024-10-01",
        "投资台账 | 报告期：2024年10月　制表时间：2024年11月5日 | 2024-10-01",
        "今年前三季度投资台账 | - | PERIOD_MISSING",
        "截至10月底投资台账 | 填报日期：2024年11月5日 | PERIOD_MISSING",
        "2024年投资台账 | - | PERIOD_MISSING",
        "2024年10月投资台账 | 统计时间：2024年1-9月 | PERIOD_AMBIGUOUS",
        "2024年10月投资台账 | 2024年9月 | PERIOD_AMBIGUOUS",
        "截至10月底投资台账 | 2023年、2024年项目 | PERIOD_AMBIGUOUS",
        "2024年3月-10月投资台账 | - | PERIOD_PARTIAL",
        "2023年1月-2024年10月投资台账 | - | PERIOD_PARTIAL",
        "2024年第三季度投资台账 | - | PERIOD_PARTIAL",
        "2024年下半年投资台账 | - | PERIOD_PARTIAL",
        "截至2024年10月20日投资台账 | - | PERIOD_PARTIAL",
        "2024年10月上旬投资台账 | - | PERIOD_PARTIAL",
        "2024年10月份下半月投资台账 | - | PERIOD_PARTIAL",
        "2024年10月第2周投资台账 | - | PERIOD_PARTIAL",
        "2024年三至十月投资台账 | - | PERIOD_PARTIAL",
        "2024年九月—十月投资台账 | - | PERIOD_PARTIAL",
        "2024年一至十月投资台账 | - | 2024-10-01",
        "2024年1-十一月投资台账 | - | 2024-11-01",
        "2024年13月投资台账 | - | PERIOD_IMPOSSIBLE",
      })
  void periodIsTheMonthThatTheFiguresEndWith(String title, String below, String expected) {
    ledger.set(0, 0, title);
    if (below != null) {
      ledger.set(0, 9, below);
    }
    Taken taken = read();
    assertThat(taken.refusal.isEmpty() ? taken.period : taken.refusal).isEqualTo(expected);
  }

  @Test
  void dateInARowBelowTheTitleIsNoPeriod() {
    ledger.rows.add(1, Arrays.asList("填报日期：2024年11月5日", null));
    ledger.merges.clear();
    ledger.set(3, 6, "投资");
    assertThat(read().period).isEqualTo("2024-10-01");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "合计",
        "合计（12个）",
        "合  计",
        "总计12个项目",
        "全区合计",
        "产业项目合计",
        "合计(万元)",
        "小计",
        "累计：",
        "共12个项目",
        "其中：产业项目",
        "一、产业项目（12个）",
        "（一）先进制造",
        "二、续建项目（8个）",
      })
  void rowThatReadsLikeASumIsNoRecordWhereverItsLabelStands(String label) {
    for (int column : new int[] {0, 1, 2}) {
      LedgerFixture each = new LedgerFixture();
      each.rows.set(7, row(column, label));
      Taken taken = Taken.of(each.write(folder), RULES, DAY);
      assertThat(taken.names()).as("in column %d", column).isEqualTo(ALL);
      assertThat(taken.codes()).as("in column %d", column).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"合计算力中心", "小计量泵项目", "总计控股产业园", "其中路改造", "注塑机项目", "一期厂房", "充电桩（8个）", "说明书印刷项目"})
  void projectWhoseNameBeginsLikeASumStaysARecord(String name) {
    ledger.set(6, 2, name);
    assertThat(read().names()).containsExactly("甲项目", "乙项目", name);
    for (List<Object> row : ledger.rows.subList(4, 8)) {
      row.set(0, null);
    }
    ledger.set(7, 0, "合计").set(6, 3, "2401-140406-89-01-250132");
    assertThat(read().names())
        .as("without serial numbers, by its code")
        .containsExactly("甲项目", "乙项目", name);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"合计算力中心,", "续建项目,", "产业项目（8个）,", "产业项目合计,4", "一、产业项目,4"})
  void rowThatMayBeASumIsRefused(String name, Integer serial) {
    ledger.rows.add(7, Arrays.asList(serial, null, name, null, null, 7200, 3100.5, null));
    Taken taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.codes()).containsExactly("ROW_UNCLEAR");
    assertThat(taken.refused.get(0).findings()).hasSize(1);
  }

  /**
   * No list of words is complete: where rows are numbered, the one without a number is the sign.
   */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"全区", "全部项目", "项目总数", "本月累计", "Total", "上年同期", "同比增长", "丁项目"})
  void rowWithoutANumberAmongNumberedOnesIsRefused(String label) {
    ledger.rows.add(7, Arrays.asList(null, null, label, null, null, 123, 45, null));
    Taken taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.codes()).containsExactly("ROW_UNCLEAR");
  }

  @Test
  void numberMergedOverSeveralRowsIsThatOfEach() {
    ledger.set(5, 0, null).merge(4, 0, 5, 0);
    Taken taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.codes()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"7200, 3100.5, false", "7200, 9999, true", "7200, , true"})
  void rowThatIsTheSumOfThoseAboveIsRefusedWhateverItsLabel(
      BigDecimal plan, BigDecimal yearToDate, boolean record) {
    for (List<Object> row : ledger.rows.subList(4, 7)) {
      row.set(0, null);
    }
    ledger.rows.set(7, Arrays.asList(null, null, "全区", null, null, plan, yearToDate, null));
    Taken taken = read();
    assertThat(taken.names().contains("全区")).isEqualTo(record);
    assertThat(taken.codes()).isEqualTo(record ? List.of() : List.of("ROW_UNCLEAR"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"续建项目", "一、产业项目", "其中："})
  void headingWithoutFiguresIsNoRecord(String text) {
    ledger.rows.add(4, Arrays.asList(null, null, text, null, null, null, null, null));
    ledger.merges.clear();
    Taken taken = read();
    assertThat(taken.codes()).isEmpty();
    assertThat(taken.accepted).hasSize(3);
  }

  @Test
  void sumsAboveTheirRowsAgree() {
    ledger.merges.clear();
    ledger.rows.subList(4, ledger.rows.size()).clear();
    ledger.set(3, 5, "年度计划");
    ledger.set(2, 6, "投资");
    for (int column : new int[] {0, 1, 2, 3, 4, 7}) {
      ledger.merge(2, column, 3, column);
    }
    ledger.row("合计", null, null, null, null, 100, 50, null);
    ledger.row("一、产业（2个）", null, null, null, null, 30, 12, null);
    ledger.row(1, "产业", "甲项目", null, null, 10, 5, null);
    ledger.row(2, "产业", "乙项目", null, null, 20, 7, null);
    ledger.row("二、民生（1个）", null, null, null, null, 70, 38, null);
    ledger.row(3, "民生", "丙项目", null, null, 70, 38, null);
    Taken taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.noted).isEmpty();
    ledger.set(8, 5, 7000);
    assertThat(read().noted)
        .singleElement()
        .satisfies(found -> assertThat(found.message()).contains("填“7000”").contains("70万元"));
  }

  @Test
  void sumsOfRoundedFiguresAgreeWithinTheirRounding() {
    ledger.merges.removeIf(range -> range[0] == 4);
    ledger.set(5, 1, "产业").set(4, 5, 10.3).set(5, 5, 10.4).set(6, 5, 10.4).set(7, 5, 31);
    ledger.set(4, 6, 1).set(5, 6, 2).set(6, 6, 3).set(7, 6, 6);
    assertThat(read().noted).isEmpty();
    ledger.set(7, 5, 32);
    assertThat(read().noted).extracting(Finding::code).containsExactly("TOTAL_DISAGREES");
    ledger.set(7, 5, 31.1).set(7, 6, 9);
    assertThat(read().noted).as("3 rows of whole 万元 may be off by 2").hasSize(1);
  }

  @Test
  void sumThatDisagreesIsCounted() {
    Receipt receipt =
        LedgerIngestion.check(List.of(ledger.set(7, 5, 99999).write(folder)), RULES, DAY).get(0);
    assertThat(receipt.warnings()).extracting(Problem::code).containsExactly("TOTAL_DISAGREES");
    assertThat(receipt.warned()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "填报单位：陵川管委会　　单位：万元 |",
        "填报单位：陵川管委会单位：万元 |",
        "单位：万元　　填报人：示例 |",
        "金额单位：人民币万元 |",
        "单位：人民币万元 |",
        "（单位：万元） |",
        "单位：万元、亩 |",
        "计量单位：万元/亩 |",
        "单位：个、万元 |",
        "单位 万元 |",
        "填报单位：陵川管委会　　单位：亿元 | UNIT_LINE_CONTRADICTS",
        "金额单位：人民币亿元 | UNIT_LINE_CONTRADICTS",
        "单位：百万美元 | UNIT_LINE_CONTRADICTS",
        "填报单位：陵川管委会 | UNIT_LINE_MISSING",
        "建设单位：万通公司 | UNIT_LINE_MISSING",
      })
  void unitIsReadBesideTheOffice(String line, String refusal) {
    ledger.set(1, 0, line);
    assertThat(read().refusal).isEqualTo(refusal == null ? "" : refusal);
  }

  @Test
  void unitInAHeaderIsReadIfItMeasuresTheSame() {
    ledger.set(3, 5, "年度计划（亿元）");
    Taken taken = read();
    assertThat(taken.refusal).isEmpty();
    assertThat(taken.accepted.get(0).values().get("annual_plan"))
        .isEqualTo(new BigDecimal("100000000000.00"));
    assertThat(taken.notes).anyMatch(note -> note.contains("年度计划(亿元)"));
    ledger.set(3, 5, "年度计划（亩）");
    assertThat(read().refusal).isEqualTo("HEADER_MISSING");
  }

  @Test
  void anotherTableBelowIsSaidAndNotRead() {
    ledger.row("表二　土地出让情况（亿元）");
    ledger.row("序号", "类别", "项目名称", "项目代码", "信用代码", "地块", "面积", null);
    ledger.row(1, "产业", "丁项目", null, null, 3, 4, null);
    Taken taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.notes).anyMatch(note -> note.contains("第 10 行起另有内容，未读取"));
    ledger.rows.subList(8, 10).clear();
    taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.codes()).isEmpty();
    assertThat(taken.notes).anyMatch(note -> note.contains("第 9 行起是另一张表，未读取"));
  }

  @Test
  void headOfAPageIsPrintedAgain() {
    List<List<Object>> head = List.copyOf(ledger.rows.subList(0, 4));
    ledger.rows.subList(7, ledger.rows.size()).clear();
    ledger.rows.addAll(6, head);
    Taken taken = read();
    assertThat(taken.codes()).isEmpty();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.notes).isEmpty();
    ledger.rows.subList(6, 8).clear();
    taken = read();
    assertThat(taken.names()).as("without its title").isEqualTo(ALL);
    assertThat(taken.codes()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"一、民生项目", "续表", "测试开发区2024年10月投资台账（续）", "第2页 共3页", "小计"})
  void pageMayEndOrBeginWithALineOfItsOwn(String line) {
    ledger.rows.subList(7, ledger.rows.size()).clear();
    ledger.rows.addAll(6, List.of(List.of(line), ledger.rows.get(2), ledger.rows.get(3)));
    Taken taken = read();
    assertThat(taken.names()).isEqualTo(ALL);
    assertThat(taken.codes()).isEmpty();
    assertThat(taken.notes).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"测试开发区2024年10月投资台账,单位：亿元", "表二,单位：万元"})
  void sameHeaderUnderAnotherTitleOrUnitHoldsTheLedger(String title, String unit) {
    List<List<Object>> head = new ArrayList<>(ledger.rows.subList(0, 4));
    head.set(0, List.of(title));
    head.set(1, List.of(unit));
    ledger.rows.subList(7, ledger.rows.size()).clear();
    ledger.rows.addAll(6, head);
    Taken taken = read();
    assertThat(taken.names()).containsExactly("甲项目", "乙项目");
    assertThat(taken.codes()).containsExactly("TABLE_TWICE");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"备注：口径同上月", "说明：口径同上月", "注：口径同上月", "注1.口径", "（注：口径同上月）", "审核人：示例", "单位负责人：示例"})
  void noteInAnyColumnIsNoRecord(String note) {
    for (int column : new int[] {0, 1, 2}) {
      LedgerFixture each = new LedgerFixture();
      each.rows.subList(8, 10).clear();
      Object[] cells = new Object[8];
      cells[column] = note;
      each.row(cells);
      each.row("2.各项目均为虚构");
      Taken taken = Taken.of(each.write(folder), RULES, DAY);
      assertThat(taken.names()).as("in column %d", column).isEqualTo(ALL);
      assertThat(taken.codes()).as("in column %d", column).isEmpty();
      assertThat(taken.notes).as("in column %d", column).isEmpty();
    }
  }

  @Test
  void recordBelowANoteIsHeldNotLost() {
    ledger.rows.add(6, Arrays.asList("注：以上为产业项目", null));
    Taken taken = read();
    assertThat(taken.names()).containsExactly("甲项目", "乙项目");
    assertThat(taken.codes()).containsExactly("ROW_BELOW_NOTE");
  }

  @Test
  void emptyCellIsToldWithItsPlace() {
    Receipt receipt =
        LedgerIngestion.check(List.of(ledger.set(4, 2, null).write(folder)), RULES, DAY).get(0);
    assertThat(receipt.refusals())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("VALUE_MISSING");
              assertThat(problem.cell()).isEqualTo("C5");
            });
  }

  private static List<Object> row(int column, String label) {
    List<Object> cells = Arrays.asList(null, null, null, null, null, 7200, 3100.5, null);
    cells.set(column, label);
    return cells;
  }

  private Taken read() {
    return Taken.of(ledger.write(folder), RULES, DAY);
  }
}
