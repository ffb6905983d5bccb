package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerIngestionIT {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);

  @TempDir Path data;
  private Stage stage;
  private IngestRules rules;

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(data);
    rules = Stage.rules();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void samplesAreInWithReceiptsThatAddUp() {
    List<Receipt> receipts = ingest(Stage.SAMPLES.resolve("2024-11-15"));
    assertThat(receipts).isNotEmpty().allMatch(receipt -> !receipt.hasRefusals());
    long accepted = receipts.stream().mapToLong(Receipt::accepted).sum();
    long rows =
        List.of("investment_ledger", "land_ledger", "target_ledger").stream()
            .mapToLong(table -> stage.rows("ods." + table).size())
            .sum();
    assertThat(rows).isEqualTo(accepted);
    assertThat(stage.rows("ops.batch"))
        .hasSameSizeAs(receipts)
        .allSatisfy(
            row ->
                assertThat(row.get("read_count"))
                    .isEqualTo((long) row.get("accepted_count") + (long) row.get("refused_count")));
  }

  @Test
  void boundsUnitsAndLocatorsAreKept() {
    ingest(Stage.SAMPLES.resolve("2024-11-22"));
    Map<String, Object> row =
        stage.rows("ods.investment_ledger").stream()
            .filter(found -> found.get("ytd_investment_bound").equals("at_least"))
            .findFirst()
            .orElseThrow();
    assertThat((BigDecimal) row.get("ytd_investment"))
        .isGreaterThan(BigDecimal.valueOf(10_000_000));
    assertThat(row)
        .containsEntry("operation", "statement")
        .containsEntry("received_on", LocalDate.of(2024, 11, 15));
    assertThat((String) row.get("source_text")).contains("ytd_investment").contains("\"cell\":");
  }

  @Test
  void sameFileTwiceIsOneBatch() {
    Path folder = Stage.SAMPLES.resolve("2024-11-15");
    ingest(folder);
    Map<String, Integer> before = stage.snapshots();
    assertThat(ingest(folder)).allMatch(again -> again.status() == Receipt.Status.KNOWN);
    assertThat(stage.snapshots()).isEqualTo(before);
  }

  private List<Receipt> ingest(Path folder) {
    return LedgerIngestion.ingest(List.of(folder), stage.context(rules, DAY), Progress.SILENT);
  }
}
