package io.mujun.ingestion;

import io.mujun.ingestion.ledger.LedgerFile;
import io.mujun.ingestion.ledger.LedgerLayouts;
import io.mujun.ingestion.ledger.rows.CellAccount;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.RecordSink;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.validation.Finding;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that a ledger was read as. */
final class Taken implements RecordSink {
  final List<SourceRecord> accepted = new ArrayList<>();
  final List<SourceRecord> refused = new ArrayList<>();
  final List<Finding> noted = new ArrayList<>();
  List<String> notes = List.of();
  String refusal = "";
  String period = "";
  Map<CellAccount.Use, Integer> cells = Map.of();

  static Taken of(Path file, IngestRules rules, LocalDate receivedOn) {
    Taken taken = new Taken();
    LedgerLayouts layouts = new LedgerLayouts(rules, Limits.DEFAULT);
    try (LedgerFile ledger = layouts.open(file, file.getFileName().toString(), receivedOn)) {
      taken.period = String.valueOf(ledger.period());
      ledger.read(taken);
      taken.notes = ledger.notes();
      taken.cells = ledger.cells().counts();
    } catch (FileRefusedException refused) {
      taken.refusal = refused.code();
    }
    return taken;
  }

  @Override
  public void add(SourceRecord read) {
    (read.isRefused() ? refused : accepted).add(read);
  }

  @Override
  public void note(Finding finding, Locator locator, String cell) {
    noted.add(finding);
  }

  /** Names of the accepted records, in their order. */
  List<String> names() {
    return accepted.stream()
        .map(read -> String.valueOf(read.values().get("project_name")))
        .toList();
  }

  /** Codes of the refused records' first findings. */
  List<String> codes() {
    return refused.stream().map(read -> read.findings().get(0).code()).toList();
  }
}
