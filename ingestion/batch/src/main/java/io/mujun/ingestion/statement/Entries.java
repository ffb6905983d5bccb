package io.mujun.ingestion.statement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one commit writes into the book: changes of state, and which statements hold. Their numbers
 * follow one another from where the catalog's commit says.
 */
public final class Entries {
  private final StatementBook book;
  private final LocalDate on;
  private final LocalDateTime at;
  private final List<Map<String, Object>> submissions = new ArrayList<>();
  private final List<Map<String, Object>> statements = new ArrayList<>();
  private final Map<String, Optional<Head>> standing = new HashMap<>();
  private final Map<String, Submission> named = new HashMap<>();
  private long written;

  /**
   * @param on the day from which all of it counts
   * @param at when it is written
   */
  public Entries(StatementBook book, LocalDate on, LocalDateTime at) {
    this.book = book;
    this.on = on;
    this.at = at;
  }

  /** Rows of {@code ops.submission}. */
  public List<Map<String, Object>> submissions(long first) {
    return numbered(submissions, first);
  }

  /** Rows of {@code ods.statement}. */
  public List<Map<String, Object>> statements(long first) {
    return numbered(statements, first);
  }

  private static List<Map<String, Object>> numbered(List<Map<String, Object>> rows, long first) {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> numbered = new HashMap<>(row);
              numbered.put("sequence", first + (long) row.get("sequence"));
              return numbered;
            })
        .toList();
  }

  /** A submission changes its state. */
  public void state(Submission submission, State state, String reason) {
    named.put(submission.batchId(), submission);
    if (submission.scopes().isEmpty()) {
      state(submission, state, reason, null);
    }
    submission.scopes().forEach(scope -> state(submission, state, reason, scope));
  }

  private void state(Submission submission, State state, String reason, String scope) {
    Map<String, Object> row = new HashMap<>();
    row.put("batch_id", submission.batchId());
    row.put("sequence", ++written);
    row.put("state", state.code());
    row.put("received_on", on);
    row.put("stated_at", at);
    row.put("reason", reason);
    row.put("source", submission.source());
    row.put("system", submission.system());
    row.put("table_name", submission.table());
    row.put("scope", scope);
    row.put("zone_code", submission.zoneCode());
    row.put("period", submission.period());
    row.put("source_file", submission.file());
    row.put("content_hash", submission.contentHash());
    row.put("rules_hash", submission.rulesHash());
    row.put("completeness", submission.completeness());
    row.put("revision", submission.revision());
    submissions.add(row);
  }

  /**
   * A submission holds for its scopes from its day on; what held before is superseded. Where a
   * statement of a later day holds, that one goes on.
   */
  public void hold(Submission submission, String reason) {
    Set<String> before = new TreeSet<>();
    Set<String> after = new TreeSet<>();
    for (String scope : submission.scopes()) {
      inForce(submission.table(), scope)
          .ifPresent(head -> (head.receivedOn().isAfter(on) ? after : before).add(head.batchId()));
    }
    before.remove(submission.batchId());
    find(before)
        .forEach(
            other -> state(other, State.SUPERSEDED, "被批次 %s 取代".formatted(submission.batchId())));
    state(submission, State.IN_FORCE, reason);
    after.forEach(other -> state(submission, State.SUPERSEDED, "报送日期更晚的批次 %s 在后".formatted(other)));
    submission.scopes().forEach(scope -> head(submission, scope));
  }

  private List<Submission> find(Set<String> batches) {
    Set<String> elsewhere = new TreeSet<>(batches);
    elsewhere.removeAll(named.keySet());
    named.putAll(book.ofBatches(elsewhere));
    return batches.stream().map(named::get).filter(Objects::nonNull).toList();
  }

  /** A submission that held before holds again for one of its scopes. */
  void holdAgain(Submission submission, String scope, String reason) {
    state(submission, State.IN_FORCE, reason, scope);
    head(submission, scope);
  }

  /** No statement holds for a scope from now on. */
  void none(String table, String scope, String zoneCode) {
    head(table, scope, zoneCode, null, null, null);
  }

  private void head(Submission submission, String scope) {
    head(
        submission.table(),
        scope,
        submission.zoneCode(),
        submission.batchId(),
        submission.period(),
        submission.completeness());
  }

  private void head(
      String table,
      String scope,
      String zoneCode,
      String batchId,
      LocalDate period,
      String completeness) {
    Head head = new Head(table, scope, zoneCode, batchId, period, completeness, on, ++written);
    Map<String, Object> row = new HashMap<>();
    row.put("table_name", table);
    row.put("scope", scope);
    row.put("zone_code", zoneCode);
    row.put("batch_id", batchId);
    row.put("period", period);
    row.put("completeness", completeness);
    row.put("received_on", on);
    row.put("sequence", head.sequence());
    statements.add(row);
    if (inForce(table, scope).filter(later -> later.receivedOn().isAfter(on)).isEmpty()) {
      standing.put(table + "/" + scope, Optional.of(head).filter(held -> held.batchId() != null));
    }
  }

  private Optional<Head> inForce(String table, String scope) {
    Optional<Head> written = standing.get(table + "/" + scope);
    return written == null ? book.inForce(table, scope) : written;
  }
}
