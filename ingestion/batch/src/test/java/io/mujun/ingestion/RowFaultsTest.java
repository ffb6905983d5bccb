package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mujun.record.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFaultsTest {
  @TempDir Path folder;

  @Test
  void everyFaultOfARowIsToldWithItsCellAlsoOfAnEmptyOne() {
    Path file = new LedgerFixture().set(5, 2, null).set(5, 6, "待核").set(5, 7, "待定").write(folder);
    Receipt receipt =
        LedgerIngestion.check(
                List.of(file),
                LedgerFixture.rules(LedgerFixture.LAYOUT),
                LocalDate.of(2024, 11, 15))
            .get(0);
    assertThat(receipt.refused()).isEqualTo(1);
    assertThat(receipt.refusals())
        .extracting(Problem::code, Problem::cell)
        .containsExactlyInAnyOrder(
            tuple("VALUE_MISSING", "C6"),
            tuple("NUMBER_EXPECTED", "G6"),
            tuple("DATE_EXPECTED", "H6"));
    assertThat(receipt.refusals())
        .allSatisfy(problem -> assertThat(problem.message()).startsWith("第 6 行："));
  }
}
