package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger without records: stated to have none, or left empty. */
class StatedNoneTest {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);
  private static final String HEAD =
      """
      测试开发区2024年10月投资台账,,,,,,,
      单位：万元,,,,,,,
      序号,类别,项目名称,项目代码,信用代码,投资,投资,开工日期
      ,,,,,年度计划,本年累计,
      """;
  private static final String RECORD = "1,产业,甲项目,,,1000,800.5,2024.4\\n";
  private static final IngestRules RULES = LedgerFixture.rules(LedgerFixture.LAYOUT);

  @TempDir Path folder;

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "本月无,,,,,,,",
        ",,无,,,,,",
        "1,,无,,,,,",
        "无,无,无,无,无,无,无,无",
        "1,,本月无新增,/,/,0,0.00,—",
        ",,本月无投资项目,,,,,",
        "（本月无）,,,,,,,",
        "零报告,,,,,,,",
        "无数据。,,,,,,,",
        "本期无,,,,,,,",
        "本 月 暂 无 项目,,,,,,,",
        "注：本月无新增项目,,,,,,,",
        "截至目前没有符合条件的项目,,,,,,,",
        "合计,,,,,0,0,\\n,,本月无,,,,,",
        ",,本月无,,,,,\\n合计,,,,,0,0,\\n填报人：张三,,,,,,,",
        "一、产业项目,,,,,,,\\n,,无,,,,,\\n二、民生项目,,,,,,,\\n,,无,,,,,",
      })
  void wordsAloneInTheBodyStateThatThereIsNone(String body) {
    Taken taken = Taken.of(write(body), RULES, DAY);
    assertThat(taken.refusal).isEmpty();
    assertThat(taken.refused).isEmpty();
    assertThat(taken.accepted).isEmpty();
    assertThat(taken.noted).isEmpty();
    assertThat(taken.notes).singleElement().asString().contains("没有记录的报表");
    assertThat(taken.period).isEqualTo("2024-10-01");
    assertThat(LedgerIngestion.check(List.of(write(body)), RULES, DAY).get(0))
        .satisfies(
            receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.CHECKED),
            receipt -> assertThat(receipt.read()).isZero());
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "合计,,,,,0,0,",
        "一、产业项目,,,,,,,",
        "填报人：张三,,,,,,,",
        "注：口径同上月,,,,,,,",
      })
  void anEmptyBodyIsRefusedAndToldWhatToWrite(String body) {
    assertThat(check(body))
        .satisfies(receipt -> assertThat(receipt.status()).isEqualTo(Receipt.Status.REFUSED))
        .extracting(receipt -> receipt.refusals().get(0))
        .satisfies(
            problem -> assertThat(problem.code()).isEqualTo("TABLE_EMPTY"),
            problem -> assertThat(problem.message()).contains("“本月无”"));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        RECORD + ",,本月无,,,,,| 5",
        ",,本月无,,,,,\\n" + RECORD + "| 4",
        ",,本月无,,,,,\\n合计,,,,,1000,800.5, | 4",
      })
  void wordsBesideRecordsOrSumsContradictThem(String body, int above) {
    Receipt receipt = check(body);
    assertThat(receipt.refusals()).extracting(Problem::code).containsExactly("NONE_CONTRADICTED");
    assertThat(receipt.refusals().get(0).locator().row()).isEqualTo(above + 1);
    assertThat(receipt.refusals().get(0).message()).contains("“本月无”");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        ",,无锡产业园,,,1,1,",
        ",,本月无害化处理厂,,,1,1,",
      })
  void aRecordWithLikeWordsIsARecord(String body) {
    assertThat(check(body).accepted()).isEqualTo(1);
  }

  @Test
  void aLayoutMayKnowFurtherWords() {
    String body = ",,本区尚未起步,,,,,";
    assertThat(check(body).refusals())
        .as("a lone text may be a project or a remark")
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.code()).isEqualTo("ROW_UNCLEAR"),
            problem -> assertThat(problem.message()).contains("“本月无”"));
    assertThat(check(",,甲项目,,,,,\\n,,乙项目,,,,,").accepted()).isEqualTo(2);
    IngestRules further =
        LedgerFixture.rules(LedgerFixture.LAYOUT + "none_rows: ['本区尚未起步(?:项目)?']\n");
    assertThat(LedgerIngestion.check(List.of(write(body)), further, DAY).get(0))
        .satisfies(receipt -> assertThat(receipt.refusals()).isEmpty())
        .satisfies(receipt -> assertThat(receipt.notes()).hasSize(1));
  }

  private Receipt check(String body) {
    return LedgerIngestion.check(List.of(write(body)), RULES, DAY).get(0);
  }

  private Path write(String body) {
    try {
      return Files.writeString(folder.resolve("测试台账.csv"), HEAD + body.replace("\\n", "\n") + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
