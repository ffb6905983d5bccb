package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.ingestion.statement.Placement;
import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import io.mujun.warehouse.MujunException;
import java.math.BigDecimal;
import java.nio.file.Files;
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
        Stage.warehouse().contracts().layer("ods").stream()
            .filter(table -> !table.statementScope().isEmpty())
            .mapToLong(table -> stage.rows(table.qualifiedName()).size())
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

  @Test
  void badFilesLeaveAReceiptAndNoRecord() {
    List<Receipt> receipts = ingest(Stage.ROOT.resolve("samples/bad"));
    assertThat(stage.rows("ops.batch")).hasSameSizeAs(receipts);
    assertThat((long) stage.rows("ods.investment_ledger").size())
        .isEqualTo(receipts.stream().mapToLong(Receipt::accepted).sum());
    assertThat(stage.rows("ops.refusal"))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row)
                    .extractingByKeys("code", "message", "source_file", "batch_id")
                    .doesNotContainNull());
    Receipt whole =
        receipts.stream()
            .filter(receipt -> receipt.file().contains("单位不符"))
            .findFirst()
            .orElseThrow();
    assertThat(whole.status()).isEqualTo(Receipt.Status.REFUSED);
    assertThat(stage.rows("ops.batch"))
        .filteredOn(row -> whole.batchId().equals(row.get("batch_id")))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row).containsEntry("status", "refused").containsEntry("read_count", 0L));
  }

  @Test
  void refusedFileIsTakenOnceItsLayoutIsMended(@TempDir Path incoming) {
    Path file = new LedgerFixture().write(incoming);
    IngestRules wrong = LedgerFixture.rules(LedgerFixture.LAYOUT.replace("投资/本年累计", "投资/累计"));
    assertThat(ingest(file, wrong).status()).isEqualTo(Receipt.Status.REFUSED);
    assertThat(ingest(file, wrong).status()).isEqualTo(Receipt.Status.KNOWN);
    IngestRules mended = LedgerFixture.rules(LedgerFixture.LAYOUT);
    assertThat(ingest(file, mended).accepted()).isEqualTo(3);
    assertThat(ingest(file, mended).status()).isEqualTo(Receipt.Status.KNOWN);
  }

  @Test
  void damageHalfWayLeavesNothing(@TempDir Path incoming) throws Exception {
    LedgerFixture ledger = new LedgerFixture();
    ledger.rows.remove(9);
    ledger.rows.remove(8);
    ledger.rows.remove(7);
    for (int i = 0; i < 500; i++) {
      ledger.row(i, "产业", "项目" + i, null, null, 10, 5, null);
    }
    Path file = ledger.write(incoming);
    Workbooks.spoilSheet(file);
    Receipt receipt = ingest(file, LedgerFixture.rules(LedgerFixture.LAYOUT));
    assertThat(receipt.refusals()).extracting(Problem::code).containsExactly("FILE_DAMAGED");
    assertThat(stage.rows("ods.investment_ledger")).isEmpty();
  }

  @Test
  void unwritableDataFolderIsNamed(@TempDir Path incoming) throws Exception {
    Path file = new LedgerFixture().write(incoming);
    Files.writeString(data.resolve("received"), "a file where the folder should be");
    assertThatThrownBy(() -> ingest(file, LedgerFixture.rules(LedgerFixture.LAYOUT)))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("DATA_UNWRITABLE"));
    assertThat(stage.rows("ops.batch")).isEmpty();
  }

  private Receipt ingest(Path file, IngestRules by) {
    return LedgerIngestion.ingest(
            List.of(file), stage.context(by, DAY), Placement.Order.BY_PERIOD, IngestProgress.SILENT)
        .get(0);
  }

  private List<Receipt> ingest(Path folder) {
    return LedgerIngestion.ingest(
        List.of(folder),
        stage.context(rules, DAY),
        Placement.Order.BY_PERIOD,
        IngestProgress.SILENT);
  }
}
