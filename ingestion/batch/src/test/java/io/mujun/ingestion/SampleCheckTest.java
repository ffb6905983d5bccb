package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleCheckTest {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 22);
  private static final IngestRules RULES = Stage.rules();

  @Test
  void everySampleLedgerIsTaken() {
    List<Receipt> receipts = LedgerIngestion.check(List.of(Stage.SAMPLES), RULES, DAY);
    assertThat(receipts).isNotEmpty();
    assertThat(receipts).filteredOn(Receipt::hasRefusals).isEmpty();
  }

  @Test
  void oneWrongProjectCodeIsAllThatSampleLedgersAreWarnedOf() {
    assertThat(LedgerIngestion.check(List.of(Stage.SAMPLES), RULES, DAY))
        .flatExtracting(Receipt::warnings)
        .as("every stated sum agrees with its rows, also where they mix 亩, 公顷 and ㎡")
        .extracting(Problem::code, Problem::text)
        .containsOnly(tuple("PROJECT_CODE_INVALID", "2402-140729-89-01-719907"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "不是压缩包,SEPARATOR_UNCLEAR",
    "信用代码有误,CREDIT_CODE_INVALID",
    "单位不符,UNIT_LINE_CONTRADICTS",
    "数字列是文字,NUMBER_EXPECTED",
    "空表,SHEET_EMPTY",
    "缺少表头,HEADER_MISSING",
    "表头改名,HEADER_MISSING",
  })
  void everyBadSampleIsRefusedByItsCode(String fault, String code) {
    assertThat(bad(fault).refusals()).extracting(Problem::code).containsOnly(code);
  }

  @Test
  void movedHeaderIsRead() {
    Receipt receipt = bad("表头移位");
    assertThat(receipt.refusals()).isEmpty();
    assertThat(receipt.notes()).isNotEmpty();
  }

  private static Receipt bad(String fault) {
    Path file = Stage.ROOT.resolve("samples/bad/陵川示范区固定资产投资台账2024年5月（" + fault + "）.xlsx");
    return LedgerIngestion.check(List.of(file), RULES, DAY).get(0);
  }
}
