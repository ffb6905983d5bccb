package io.mujun.ingestion;

import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.ReceivedAppend;
import io.mujun.ingestion.ledger.LedgerFile;
import io.mujun.ingestion.ledger.LedgerLayouts;
import io.mujun.ingestion.ledger.LedgerRefusedException;
import io.mujun.ingestion.statement.BookCommit;
import io.mujun.ingestion.statement.Entries;
import io.mujun.ingestion.statement.Placement;
import io.mujun.ingestion.statement.State;
import io.mujun.ingestion.statement.Statement;
import io.mujun.ingestion.statement.StatementBook;
import io.mujun.ingestion.statement.Submission;
import io.mujun.ingestion.statement.Verdict;
import io.mujun.record.RulesFingerprint;
import io.mujun.warehouse.source.SourceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;

/**
 * The ledgers of one handover. Each is a batch with a receipt of its own; which of them hold is
 * decided together, and all become visible in one commit.
 */
final class LedgerHandover implements AutoCloseable {
  static final String KIND = "ledger";

  private final IngestContext context;
  private final Placement.Order order;
  private final IngestProgress progress;
  private final StatementBook book;
  private final String rulesHash;
  private final LedgerLayouts layouts;
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<Integer, SubmittedLedger> ledgers = new LinkedHashMap<>();
  private final Map<Integer, Statement> statements = new TreeMap<>();
  private final Map<String, BatchHead> contents = new HashMap<>();
  private KnownBatches known;

  LedgerHandover(IngestContext context, Placement.Order order, IngestProgress progress) {
    this.context = context;
    this.order = order;
    this.progress = progress;
    this.book = StatementBook.of(context.catalog());
    this.rulesHash = RulesFingerprint.of(context.rules());
    this.layouts = new LedgerLayouts(context.rules(), context.limits());
  }

  /** Keeps all files, and then reads them. */
  void take(List<Path> files) {
    ReceivedFiles received = new ReceivedFiles(context.data());
    Map<Path, ReceivedFiles.Kept> kept = new HashMap<>();
    for (Path file : files) {
      if (!IncomingFiles.isIgnored(file)) {
        progress.reached(IngestProgress.Step.STARTED, IncomingFiles.name(file));
        kept.put(file, received.keep(file, context.limits().fileBytes()));
        progress.reached(IngestProgress.Step.KEPT, IncomingFiles.name(file));
      }
    }
    List<String> hashes = kept.values().stream().map(ReceivedFiles.Kept::hash).toList();
    book.readContents(hashes);
    known =
        KnownBatches.read(
            hashes.stream()
                .map(this::prior)
                .filter(prior -> prior != null && isBack(prior))
                .map(Submission::batchId)
                .toList(),
            context);
    for (Path file : files) {
      String name = IncomingFiles.name(file);
      receipts.add(
          kept.containsKey(file)
              ? WriteFaults.guard(name, context, () -> take(kept.get(file), name))
              : LedgerIngestion.ignored(file, context.receivedOn()));
    }
  }

  /** The receipt of a file of which nothing is to be decided; null of any other. */
  private Receipt take(ReceivedFiles.Kept kept, String name) {
    BatchHead same = contents.get(kept.hash());
    if (same != null) {
      return head(same.id(), same.source(), name, kept.hash())
          .receipt(
              Receipt.Status.KNOWN,
              context.receivedOn(),
              "与同一次报送中的“%s”内容相同，没有重复写入".formatted(same.file()));
    }
    Submission prior = prior(kept.hash());
    SourceDefinition source = prior == null ? null : layouts.source(prior.source()).orElse(null);
    if (prior != null && isStillBack(prior, name)) {
      return known.receipt(head(prior.batchId(), source, name, kept.hash()));
    }
    int times = book.ofContent(kept.hash()).size();
    BatchHead head = head(BatchIds.of(KIND, kept.hash(), times), source, name, kept.hash());
    contents.put(kept.hash(), head);
    int place = receipts.size();
    if (prior != null && prior.state() == State.IN_FORCE && !prior.scopes().isEmpty()) {
      statements.put(place, Statement.standing(prior));
      return head(prior.batchId(), source, name, kept.hash())
          .receipt(
              Receipt.Status.KNOWN, context.receivedOn(), Verdict.SAME.formatted(prior.batchId()));
    }
    SubmittedLedger ledger = read(kept.path(), head, prior);
    ledgers.put(place, ledger);
    contents.put(kept.hash(), ledger.head());
    ledger.statement().ifPresent(statement -> statements.put(place, statement));
    progress.reached(IngestProgress.Step.READ, name);
    return null;
  }

  /** What became of the same content when it was last new; null where it is new. */
  private Submission prior(String hash) {
    List<Submission> before = book.ofContent(hash);
    return before.isEmpty() ? null : before.get(before.size() - 1);
  }

  /** Whether it was held or refused by just these rules. */
  private boolean isBack(Submission prior) {
    boolean back = prior.state() == State.HELD || prior.state() == State.REFUSED;
    return back && prior.rulesHash().equals(rulesHash);
  }

  /**
   * Whether a file would be held again: its records are refused by these rules. What was held for
   * its companions, or refused for its name or the day, may hold by now.
   */
  private boolean isStillBack(Submission prior, String name) {
    return isBack(prior)
        && prior.state() == State.HELD
        && prior.isPartial()
        && prior.file().equals(name);
  }

  /** Whether just this was said of the same content when it was last new. */
  private boolean wasSaid(SubmittedLedger ledger, State state, String reason) {
    Submission prior = ledger.prior();
    return prior != null
        && isBack(prior)
        && prior.state() == state
        && prior.source().equals(ledger.head().sourceName())
        && reason.equals(prior.reason());
  }

  private SubmittedLedger read(Path kept, BatchHead head, Submission prior) {
    try (LedgerFile ledger = layouts.open(kept, head.file(), context.receivedOn())) {
      BatchHead recognised = head(head.id(), ledger.layout(), head.file(), head.contentHash());
      return SubmittedLedger.read(ledger, recognised, prior, context);
    } catch (LedgerRefusedException fault) {
      BatchHead presumed =
          head(head.id(), fault.source().orElse(null), head.file(), head.contentHash());
      return SubmittedLedger.refused(fault, presumed, prior, context);
    }
  }

  /**
   * Decides which statements hold, and makes all that was read visible at once.
   *
   * @return the receipts, in the order of the files; empty where another handover came first, and
   *     this one has to begin anew
   */
  Optional<List<Receipt>> commit() {
    Entries entries = new Entries(book, context.receivedOn(), context.receivedAt());
    try (Staging staged = new Staging(context.catalog())) {
      settle(staged, entries);
      Map<String, List<DataFile>> files = staged.complete();
      boolean written =
          files.isEmpty() || context.catalog().commit(commit -> stage(commit, files, entries));
      if (!written) {
        staged.discard();
        return Optional.empty();
      }
    }
    ledgers.values().stream()
        .map(ledger -> ledger.head().file())
        .forEach(name -> progress.reached(IngestProgress.Step.COMMITTED, name));
    return Optional.of(List.copyOf(receipts));
  }

  private void settle(Staging staged, Entries entries) {
    Map<Statement, Integer> places = new HashMap<>();
    statements.forEach((place, statement) -> places.put(statement, place));
    ledgers.forEach(
        (place, ledger) -> {
          if (!statements.containsKey(place)) {
            receipts.set(place, settle(ledger, staged, entries));
          }
        });
    book.readScopes(statements.values());
    Placement.of(List.copyOf(statements.values()), order, book)
        .forEach(
            (statement, verdict) -> {
              int place = places.get(statement);
              if (ledgers.containsKey(place)) {
                receipts.set(place, settle(ledgers.get(place), verdict, staged, entries));
              }
            });
  }

  /** A file that is refused as a whole, or whose table takes records by themselves. */
  private Receipt settle(SubmittedLedger ledger, Staging staged, Entries entries) {
    if (ledger.isRefused() && wasSaid(ledger, State.REFUSED, ledger.refusal())) {
      return known.receipt(ledger.forget());
    }
    Receipt receipt = ledger.stage(staged);
    Submission submission = ledger.submission(rulesHash);
    entries.state(submission, State.RECEIVED, null);
    if (ledger.isRefused()) {
      entries.state(submission, State.REFUSED, ledger.refusal());
    } else {
      entries.state(submission, State.IN_FORCE, null);
    }
    return receipt;
  }

  private Receipt settle(SubmittedLedger ledger, Verdict verdict, Staging staged, Entries entries) {
    Submission submission = ledger.submission(rulesHash);
    if (verdict.outcome() == Verdict.Outcome.KNOWN) {
      return ledger.forget().receipt(Receipt.Status.KNOWN, context.receivedOn(), verdict.reason());
    }
    if (verdict.outcome() == Verdict.Outcome.HELD
        && wasSaid(ledger, State.HELD, verdict.reason())) {
      return known.receipt(ledger.forget());
    }
    entries.state(submission, State.RECEIVED, null);
    if (verdict.outcome() == Verdict.Outcome.HELD) {
      entries.state(submission, State.HELD, verdict.reason());
      return ledger.stageHeld(staged, verdict.code(), verdict.reason());
    }
    entries.hold(submission, null);
    return ledger.stage(staged);
  }

  private boolean stage(
      MultiTableCommit commit, Map<String, List<DataFile>> files, Entries entries) {
    if (!BookCommit.stage(commit, book, entries, context.receivedOn())) {
      return false;
    }
    files.forEach(
        (table, added) ->
            ReceivedAppend.to(commit.table(table), added, context.receivedOn(), Map.of()));
    progress.reached(IngestProgress.Step.STAGED, "%d files".formatted(ledgers.size()));
    return true;
  }

  private static BatchHead head(String id, SourceDefinition source, String name, String hash) {
    return new BatchHead(id, source, KIND, name, hash);
  }

  @Override
  public void close() {
    ledgers.values().forEach(SubmittedLedger::close);
  }
}
