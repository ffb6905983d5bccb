package io.mujun.ingestion;

import io.mujun.ingestion.ledger.LedgerFile;
import io.mujun.ingestion.ledger.LedgerLayouts;
import io.mujun.ingestion.ledger.LedgerRefusedException;
import io.mujun.ingestion.statement.Placement;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.LedgerSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes ledgers in. Each file is one batch: its records in ods, its refusals, warnings and receipt
 * in ops, and in the book of statements whether it holds.
 */
public final class LedgerIngestion {
  private static final String KIND = LedgerHandover.KIND;
  private static final int ATTEMPTS = 5;

  private LedgerIngestion() {}

  /**
   * Takes the files of one handover in: all become visible together.
   *
   * @param files files, and folders whose files are all taken; hidden files and lock files are left
   *     out, and said so
   * @param order what gives the order of two statements of one scope and period
   * @return one receipt for each file
   * @throws MujunException {@code FILE_NOT_READABLE}, {@code DATA_UNWRITABLE}, {@code DATA_FULL} or
   *     {@code CATALOG_UNREACHABLE}; nothing of the handover is in then
   */
  public static List<Receipt> ingest(
      List<Path> files, IngestContext context, Placement.Order order, IngestProgress progress) {
    List<Path> listed = IncomingFiles.list(files);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (LedgerHandover handover = new LedgerHandover(context, order, progress)) {
        handover.take(listed);
        Optional<List<Receipt>> receipts =
            WriteFaults.guard("the handover", context, handover::commit);
        if (receipts.isPresent()) {
          return receipts.get();
        }
      }
    }
    throw new MujunException(
        "COMMIT_CONFLICT",
        "Other handovers came first %d times. Ingest again when they are done."
            .formatted(ATTEMPTS));
  }

  /**
   * Reads files as {@link #ingest} would, with the same messages, and writes nothing.
   *
   * @param receivedOn the day that counts as today
   */
  public static List<Receipt> check(List<Path> files, IngestRules rules, LocalDate receivedOn) {
    List<Receipt> receipts = new ArrayList<>();
    for (Path file : IncomingFiles.list(files)) {
      receipts.add(
          IncomingFiles.isIgnored(file)
              ? ignored(file, receivedOn)
              : check(file, rules, receivedOn));
    }
    return receipts;
  }

  private static Receipt check(Path file, IngestRules rules, LocalDate receivedOn) {
    String name = IncomingFiles.name(file);
    LedgerLayouts layouts = new LedgerLayouts(rules, Limits.DEFAULT);
    Tally tally = new Tally();
    BatchHead head = head(null, name);
    List<String> notes = List.of();
    try (LedgerFile ledger = layouts.open(file, name, receivedOn)) {
      head = head(ledger.layout(), name);
      readAll(ledger, name, tally);
      notes = ledger.notes();
    } catch (LedgerRefusedException fault) {
      head = head(fault.source().orElse(null), name);
      tally.refuseWhole(fault, Locator.ofFile(name, null, null));
    }
    Receipt.Status status =
        tally.status() == Receipt.Status.REFUSED ? Receipt.Status.REFUSED : Receipt.Status.CHECKED;
    return tally.receipt(head, status, receivedOn.toString(), notes);
  }

  /** Reads all records of a ledger; damage on the way refuses it as a whole. */
  static void readAll(LedgerFile ledger, String name, Tally sink) {
    try {
      ledger.read(sink);
    } catch (FileRefusedException fault) {
      sink.refuseWhole(fault, Locator.ofFile(name, ledger.sheet(), null));
    }
  }

  private static BatchHead head(LedgerSource source, String name) {
    return new BatchHead(null, source, KIND, name, null);
  }

  static Receipt ignored(Path file, LocalDate receivedOn) {
    return new BatchHead(null, null, KIND, IncomingFiles.name(file), null)
        .receipt(Receipt.Status.IGNORED, receivedOn, "隐藏文件或打开中的临时文件，不是报送文件，未读取");
  }
}
