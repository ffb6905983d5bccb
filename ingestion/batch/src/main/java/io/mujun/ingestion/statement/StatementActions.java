package io.mujun.ingestion.statement;

import io.mujun.catalog.MujunCatalog;
import io.mujun.warehouse.MujunException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person decides of a statement by its batch, and why. */
public final class StatementActions {
  private final MujunCatalog catalog;
  private final LocalDate on;
  private final LocalDateTime at;

  /**
   * @param on the day from which the decision counts
   * @param at when it is taken
   */
  public StatementActions(MujunCatalog catalog, LocalDate on, LocalDateTime at) {
    this.catalog = catalog;
    this.on = on;
    this.at = at;
  }

  /**
   * Lets a statement hold that was held back: with the records that could be taken.
   *
   * @return the submission as it is then
   * @throws MujunException {@code BATCH_UNKNOWN}, {@code BATCH_NOT_HELD}
   */
  public Submission release(String batchId, String reason) {
    return act(
        batchId,
        (book, submission, entries) -> {
          if (submission.state() != State.HELD) {
            throw new MujunException(
                "BATCH_NOT_HELD",
                "Batch %s is %s, not held; only a held statement can be released."
                    .formatted(batchId, submission.state().code()));
          }
          requireNotBefore(book, submission);
          entries.state(submission, State.RELEASED, reason);
          entries.hold(submission, reason);
        });
  }

  /**
   * Takes a statement out of force, for good. What held for its scope before holds again.
   *
   * @return the submission as it is then
   * @throws MujunException {@code BATCH_UNKNOWN}, {@code BATCH_WITHDRAWN}, {@code BATCH_REFUSED},
   *     {@code DATE_BEFORE_STATEMENT}
   */
  public Submission withdraw(String batchId, String reason) {
    return act(
        batchId,
        (book, submission, entries) -> {
          if (submission.state() == State.WITHDRAWN) {
            throw new MujunException(
                "BATCH_WITHDRAWN", "Batch %s is withdrawn already.".formatted(batchId));
          }
          if (submission.state() == State.REFUSED) {
            throw new MujunException(
                "BATCH_REFUSED",
                "Batch %s was refused as a whole; there is nothing to withdraw."
                    .formatted(batchId));
          }
          requireNotBefore(book, submission);
          entries.state(submission, State.WITHDRAWN, reason);
          if (submission.state() == State.IN_FORCE) {
            goBack(book, submission, entries);
          }
        });
  }

  private static void goBack(StatementBook book, Submission withdrawn, Entries entries) {
    for (String scope : withdrawn.scopes()) {
      Optional<Submission> before = before(book, withdrawn, scope);
      if (before.isPresent()) {
        entries.holdAgain(before.get(), scope, "批次 %s 已撤回，恢复有效".formatted(withdrawn.batchId()));
      } else {
        entries.none(withdrawn.table(), scope, withdrawn.zoneCode());
      }
    }
  }

  /** The last statement that held for a scope before, and was not taken back. */
  private static Optional<Submission> before(
      StatementBook book, Submission withdrawn, String scope) {
    List<Head> heads = book.heads(withdrawn.table(), scope);
    Set<String> batches = new HashSet<>();
    heads.stream().map(Head::batchId).filter(batch -> batch != null).forEach(batches::add);
    Map<String, Submission> submissions = book.ofBatches(batches);
    for (int i = heads.size() - 1; i >= 0; i--) {
      Submission submission = submissions.get(String.valueOf(heads.get(i).batchId()));
      if (submission != null
          && !submission.batchId().equals(withdrawn.batchId())
          && submission.state() != State.WITHDRAWN) {
        return Optional.of(submission);
      }
    }
    return Optional.empty();
  }

  /** A decision cannot count from before the day of what it is about, or of what holds. */
  private void requireNotBefore(StatementBook book, Submission submission) {
    LocalDate latest = submission.states().get(submission.states().size() - 1).on();
    for (String scope : submission.scopes()) {
      for (Head head : book.heads(submission.table(), scope)) {
        latest = head.receivedOn().isAfter(latest) ? head.receivedOn() : latest;
      }
    }
    if (on.isBefore(latest)) {
      throw new MujunException(
          "DATE_BEFORE_STATEMENT",
          "The statements of this scope were last decided on %s; a decision on %s would come before it. Give --date %s or later."
              .formatted(latest, on, latest));
    }
  }

  private interface Decision {
    void take(StatementBook book, Submission submission, Entries entries);
  }

  private Submission act(String batchId, Decision decision) {
    while (true) {
      StatementBook book = StatementBook.of(catalog);
      Submission submission =
          book.ofBatch(batchId)
              .orElseThrow(
                  () ->
                      new MujunException(
                          "BATCH_UNKNOWN",
                          "No statement was handed over as batch '%s'. List them with 'mujun ingest list'."
                              .formatted(batchId)));
      Entries entries = new Entries(book, on, at);
      decision.take(book, submission, entries);
      if (catalog.commit(commit -> BookCommit.stage(commit, book, entries, on))) {
        return entries.after(submission);
      }
    }
  }
}
