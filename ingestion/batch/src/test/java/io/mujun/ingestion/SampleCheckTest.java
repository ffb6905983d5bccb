package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCheckTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void everySampleLedgerIsTaken() {
    IngestRules rules =
        IngestRules.read(
            new Warehouse(ROOT.resolve("warehouse")), ROOT.resolve("ingestion/sources"));
    List<Receipt> receipts =
        LedgerIngestion.check(
            List.of(ROOT.resolve("samples/ledgers")), rules, LocalDate.of(2024, 11, 22));
    assertThat(receipts).isNotEmpty().noneMatch(Receipt::hasRefusals);
  }
}
