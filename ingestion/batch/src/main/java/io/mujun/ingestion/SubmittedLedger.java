package io.mujun.ingestion;

import io.mujun.ingestion.ledger.LedgerFile;
import io.mujun.ingestion.statement.Completeness;
import io.mujun.ingestion.statement.Revision;
import io.mujun.ingestion.statement.Statement;
import io.mujun.ingestion.statement.Submission;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.Locator;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.StatementScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A ledger of a handover that was read, and waits for what is decided of it. */
final class SubmittedLedger implements AutoCloseable {
  private final BatchHead head;
  private final Submission prior;
  private final BatchWriter writer;
  private final IngestContext context;
  private LocalDate period;
  private LedgerFile.Records records = LedgerFile.Records.SOME;
  private Revision revision;
  private List<String> notes = List.of();
  private Map<String, Object> stated = Map.of();

  private SubmittedLedger(BatchHead head, Submission prior, IngestContext context) {
    this.head = head;
    this.prior = prior;
    this.context = context;
    this.writer = new BatchWriter(head, context);
  }

  /**
   * A ledger, read to its end.
   *
   * @param prior what is known of the same content, handed over before; or null
   */
  static SubmittedLedger read(
      LedgerFile ledger, BatchHead head, Submission prior, IngestContext context) {
    SubmittedLedger read = new SubmittedLedger(head, prior, context);
    LedgerIngestion.readAll(ledger, head.file(), read.writer);
    read.period = ledger.period();
    read.notes = ledger.notes();
    read.records = ledger.records();
    read.revision = ledger.isCorrection() ? Revision.CORRECTION : Revision.ORIGINAL;
    read.stated = ledger.stated();
    return read;
  }

  /** A ledger that could not be read as a whole. */
  static SubmittedLedger refused(
      FileRefusedException fault, BatchHead head, Submission prior, IngestContext context) {
    SubmittedLedger refused = new SubmittedLedger(head, prior, context);
    refused.writer.refuseWhole(fault, Locator.ofFile(head.file(), null, null));
    return refused;
  }

  BatchHead head() {
    return head;
  }

  Submission prior() {
    return prior;
  }

  boolean isRefused() {
    return writer.status() == Receipt.Status.REFUSED;
  }

  /** What is said of its first refusal. */
  String refusal() {
    return writer.firstRefusal();
  }

  Completeness completeness() {
    return writer.refused() > 0
        ? Completeness.PARTIAL
        : records == LedgerFile.Records.NONE ? Completeness.EMPTY : Completeness.WHOLE;
  }

  /** The submission that it makes. */
  Submission submission(String rulesHash) {
    return new Submission(
        head.id(),
        head.sourceName(),
        head.system(),
        head.table(),
        head.zoneCode(),
        period,
        head.file(),
        head.contentHash(),
        rulesHash,
        isRefused() ? null : completeness().code(),
        revision == null ? null : revision.code(),
        scopes(),
        List.of());
  }

  /** The statement that it makes; empty where it is refused, or its table takes single records. */
  Optional<Statement> statement() {
    Set<String> scopes = scopes();
    return isRefused() || scopes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Statement(
                head.id(),
                head.file(),
                head.table(),
                scopes,
                period,
                denied(scopes),
                revision,
                completeness(),
                prior));
  }

  /**
   * The scopes whose records the ledger has to list again: its own where that is of no period, and
   * those of the earlier months of its year where the contract says so.
   */
  private Set<String> denied(Set<String> scopes) {
    Contract contract = contract();
    if (contract.statementScope().stream().noneMatch(this::tellsPeriod)) {
      return scopes;
    }
    return contract.carried() == Contract.Carried.WITHIN_YEAR && period != null
        ? IntStream.range(1, period.getMonthValue())
            .mapToObj(month -> StatementScope.of(contract, statedOf(period.withMonth(month))))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private boolean tellsPeriod(String column) {
    return stated.containsKey(column) && !column.equals("zone_code");
  }

  /** What the ledger states, as one of another period does. */
  private Map<String, Object> statedOf(LocalDate other) {
    Map<String, Object> values = new HashMap<>(stated);
    values.replaceAll((column, value) -> period.equals(value) ? other : value);
    return values;
  }

  /** A statement without records is one of the scope that the file as a whole states. */
  private Set<String> scopes() {
    if (!writer.scopes().isEmpty() || head.table() == null) {
      return writer.scopes();
    }
    Contract contract = contract();
    Set<String> scopes = new TreeSet<>();
    if (!contract.statementScope().isEmpty()
        && stated.keySet().containsAll(contract.statementScope())) {
      scopes.add(StatementScope.of(contract, stated));
    }
    return scopes;
  }

  private Contract contract() {
    return context.rules().contracts().table(head.table());
  }

  /** Hands it on as its records say: accepted, or refused as a whole. */
  Receipt stage(Staging target) {
    return writer.stage(target, writer.status(), period, notes);
  }

  /**
   * Hands it on as a statement that is held back.
   *
   * @param code of the reason, which is told as a refusal where no record is refused
   */
  Receipt stageHeld(Staging target, String code, String reason) {
    if (completeness() != Completeness.PARTIAL) {
      writer.holdWhole(code, reason);
    }
    List<String> told = new ArrayList<>(notes);
    told.add(reason);
    return writer.stage(target, Receipt.Status.HELD, period, told);
  }

  /** Drops what was read, because it was received before: as the batch that is returned. */
  BatchHead forget() {
    writer.forget();
    return new BatchHead(
        prior.batchId(), head.source(), head.kind(), head.file(), head.contentHash());
  }

  @Override
  public void close() {
    writer.close();
  }
}
