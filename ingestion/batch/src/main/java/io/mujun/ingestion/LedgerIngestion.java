package io.mujun.ingestion;

import io.mujun.ingestion.ledger.LedgerFile;
import io.mujun.ingestion.ledger.LedgerLayouts;
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
import java.util.Map;

/**
 * Takes ledgers in. Each file is one batch, committed as a whole: its records in ods, its refusals,
 * warnings and receipt in ops. The same content read by the same rules is the same batch.
 */
public final class LedgerIngestion {
  private static final String KIND = "ledger";

  private LedgerIngestion() {}

  /**
   * Takes files in, one after another, in the order of their names.
   *
   * @param files files, and folders whose files are all taken; hidden files and lock files are left
   *     out, and said so
   * @return one receipt for each file
   * @throws MujunException {@code FILE_NOT_READABLE}, {@code DATA_UNWRITABLE}, {@code DATA_FULL} or
   *     {@code CATALOG_UNREACHABLE}; files before it are in
   */
  public static List<Receipt> ingest(List<Path> files, IngestContext context, Progress progress) {
    List<Receipt> receipts = new ArrayList<>();
    for (Path file : IncomingFiles.list(files)) {
      receipts.add(
          IncomingFiles.isIgnored(file)
              ? ignored(file, context.receivedOn())
              : ingest(file, context.later(receipts.size()), progress));
    }
    return receipts;
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

  private static Receipt ingest(Path file, IngestContext context, Progress progress) {
    String name = IncomingFiles.name(file);
    progress.reached(Progress.Step.STARTED, name);
    ReceivedFiles.Kept kept =
        new ReceivedFiles(context.data()).keep(file, context.limits().fileBytes());
    progress.reached(Progress.Step.KEPT, name);
    LedgerLayouts layouts = new LedgerLayouts(context.rules(), context.limits());
    List<LedgerSource> candidates = layouts.candidates(name);
    String id = BatchIds.of(KIND, kept.hash(), candidates, context.rules().contracts());
    BatchHead head = head(id, candidates, name, kept.hash());
    return WriteFaults.guard(name, context, () -> ingest(kept, head, layouts, context, progress));
  }

  private static Receipt ingest(
      ReceivedFiles.Kept kept,
      BatchHead head,
      LedgerLayouts layouts,
      IngestContext context,
      Progress progress) {
    String id = head.id();
    String name = head.file();
    if (BatchWriter.isKnown(context.catalog().table("ops.batch"), id)) {
      return KnownBatch.receipt(head, context);
    }
    try (LedgerFile ledger = layouts.open(kept.path(), name, context.receivedOn())) {
      BatchHead recognised = new BatchHead(id, ledger.layout(), KIND, name, kept.hash());
      try (BatchWriter writer = new BatchWriter(recognised, context)) {
        readAll(ledger, name, writer);
        progress.reached(Progress.Step.READ, name);
        return writer.commit(ledger.period(), ledger.notes(), Map.of(), progress);
      }
    } catch (FileRefusedException fault) {
      try (BatchWriter writer = new BatchWriter(head, context)) {
        writer.refuseWhole(fault, Locator.ofFile(name, null, null));
        return writer.commit(null, List.of(), Map.of(), progress);
      }
    }
  }

  private static Receipt check(Path file, IngestRules rules, LocalDate receivedOn) {
    String name = IncomingFiles.name(file);
    LedgerLayouts layouts = new LedgerLayouts(rules, Limits.DEFAULT);
    Tally tally = new Tally();
    BatchHead head = head(null, layouts.candidates(name), name, null);
    List<String> notes = List.of();
    try (LedgerFile ledger = layouts.open(file, name, receivedOn)) {
      head = new BatchHead(null, ledger.layout(), KIND, name, null);
      readAll(ledger, name, tally);
      notes = ledger.notes();
    } catch (FileRefusedException fault) {
      tally.refuseWhole(fault, Locator.ofFile(name, null, null));
    }
    Receipt.Status status =
        tally.status() == Receipt.Status.REFUSED ? Receipt.Status.REFUSED : Receipt.Status.CHECKED;
    return tally.receipt(head, status, receivedOn.toString(), notes);
  }

  private static void readAll(LedgerFile ledger, String name, Tally sink) {
    try {
      ledger.read(sink);
    } catch (FileRefusedException fault) {
      sink.refuseWhole(fault, Locator.ofFile(name, ledger.sheet(), null));
    }
  }

  private static BatchHead head(
      String id, List<LedgerSource> candidates, String name, String hash) {
    return new BatchHead(id, candidates.isEmpty() ? null : candidates.get(0), KIND, name, hash);
  }

  private static Receipt ignored(Path file, LocalDate receivedOn) {
    return new BatchHead(null, null, KIND, IncomingFiles.name(file), null)
        .receipt(Receipt.Status.IGNORED, receivedOn, "隐藏文件或打开中的临时文件，不是报送文件，未读取");
  }
}
