package io.mujun.ingestion.statement;

import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.MultiTableCommit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What stands written of statements: {@code ops.submission} and {@code ods.statement}, as they were
 * at one moment. What is decided by it is committed only if they still stand so ({@link #moment}).
 */
public final class StatementBook {
  static final String SUBMISSIONS = "ops.submission";
  static final String STATEMENTS = "ods.statement";

  /** Up to so many values Iceberg holds against the bounds of a file. */
  private static final int PRUNED = 200;

  private final Table submissions;
  private final Table statements;
  private final Map<String, List<Head>> heads = new HashMap<>();
  private final Map<String, List<Submission>> contents = new HashMap<>();
  private final Map<String, Submission> batches = new HashMap<>();

  private StatementBook(Table submissions, Table statements) {
    this.submissions = submissions;
    this.statements = statements;
  }

  /** The book as it stands now. */
  public static StatementBook of(MujunCatalog catalog) {
    return new StatementBook(catalog.table(SUBMISSIONS), catalog.table(STATEMENTS));
  }

  /** The book as it stands in a commit. */
  static StatementBook of(MultiTableCommit commit) {
    return new StatementBook(commit.table(SUBMISSIONS), commit.table(STATEMENTS));
  }

  /** Tells this state of the book from any other. */
  List<Optional<Long>> moment() {
    return moment(submissions, statements);
  }

  static List<Optional<Long>> moment(Table... tables) {
    List<Optional<Long>> moment = new ArrayList<>();
    for (Table table : tables) {
      moment.add(Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId));
    }
    return List.copyOf(moment);
  }

  /** All submissions, in the order in which they were handed over. */
  public List<Submission> submissions() {
    return read(Expressions.alwaysTrue());
  }

  /**
   * Reads at once what is known of some contents.
   *
   * @param contentHashes SHA-256 of each file
   */
  public void readContents(Collection<String> contentHashes) {
    contentHashes.forEach(hash -> contents.put(hash, new ArrayList<>()));
    read(in("content_hash", contentHashes))
        .forEach(
            found -> {
              if (contents.containsKey(found.contentHash())) {
                contents.get(found.contentHash()).add(found);
              }
            });
  }

  /** Reads at once what holds for the scopes of some statements. */
  public void readScopes(Collection<Statement> statementsOf) {
    Set<String> scopes = new TreeSet<>();
    for (Statement statement : statementsOf) {
      for (String scope : statement.scopes()) {
        scopes.add(scope);
        heads.putIfAbsent(key(statement.table(), scope), List.of());
      }
    }
    Map<String, List<Head>> found = new HashMap<>();
    scan(
        statements,
        in("scope", scopes),
        row ->
            found
                .computeIfAbsent(
                    key(text(row, "table_name"), text(row, "scope")), any -> new ArrayList<>())
                .add(head(row)));
    Set<String> standing = new TreeSet<>();
    found.forEach(
        (scope, held) -> {
          if (heads.containsKey(scope)) {
            held.sort(Head.ORDER);
            heads.put(scope, List.copyOf(held));
            standing.add(String.valueOf(held.get(held.size() - 1).batchId()));
          }
        });
    batches.putAll(ofBatches(standing));
  }

  /**
   * The submissions of one content, in the order in which they were handed over.
   *
   * @param contentHash SHA-256 of the file
   */
  public List<Submission> ofContent(String contentHash) {
    List<Submission> known = contents.get(contentHash);
    return known == null ? read(Expressions.equal("content_hash", contentHash)) : known;
  }

  /** The submission of this batch. */
  Optional<Submission> ofBatch(String batchId) {
    return read(Expressions.equal("batch_id", batchId)).stream().findFirst();
  }

  /** The submissions of these batches, by batch. */
  Map<String, Submission> ofBatches(Collection<String> batchIds) {
    Map<String, Submission> found = new HashMap<>(batches);
    found.keySet().retainAll(batchIds);
    Set<String> unread = new TreeSet<>(batchIds);
    unread.removeAll(found.keySet());
    if (!unread.isEmpty()) {
      read(in("batch_id", unread)).stream()
          .filter(submission -> unread.contains(submission.batchId()))
          .forEach(submission -> found.put(submission.batchId(), submission));
    }
    return found;
  }

  /** Which statements have held for a scope, one after another. */
  List<Head> heads(String table, String scope) {
    return heads.computeIfAbsent(
        key(table, scope),
        key -> {
          List<Head> found = new ArrayList<>();
          scan(
              statements,
              Expressions.and(
                  Expressions.equal("table_name", table), Expressions.equal("scope", scope)),
              row -> found.add(head(row)));
          found.sort(Head.ORDER);
          return List.copyOf(found);
        });
  }

  private static String key(String table, String scope) {
    return table + "/" + scope;
  }

  /** Rows of some values; of many, all rows: files are not told apart by so many. */
  private static Expression in(String column, Collection<String> values) {
    return values.size() > PRUNED
        ? Expressions.alwaysTrue()
        : values.isEmpty() ? Expressions.alwaysFalse() : Expressions.in(column, values.toArray());
  }

  /** Which statement holds for a scope; empty for none. */
  Optional<Head> inForce(String table, String scope) {
    List<Head> held = heads(table, scope);
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(held.get(held.size() - 1)).filter(head -> head.batchId() != null);
  }

  private List<Submission> read(Expression which) {
    Map<String, List<Record>> rows = new LinkedHashMap<>();
    scan(
        submissions,
        which,
        row ->
            rows.computeIfAbsent((String) row.getField("batch_id"), any -> new ArrayList<>())
                .add(row.copy()));
    return rows.values().stream()
        .map(StatementBook::submission)
        .sorted(Comparator.comparingLong(submission -> submission.states().get(0).sequence()))
        .toList();
  }

  private static Submission submission(List<Record> rows) {
    rows.sort(Comparator.comparingLong(row -> (long) row.getField("sequence")));
    Record last = rows.get(rows.size() - 1);
    return new Submission(
        text(last, "batch_id"),
        text(last, "source"),
        text(last, "system"),
        text(last, "table_name"),
        text(last, "zone_code"),
        (LocalDate) last.getField("period"),
        text(last, "source_file"),
        text(last, "content_hash"),
        text(last, "rules_hash"),
        text(last, "completeness"),
        text(last, "revision"),
        rows.stream()
            .map(row -> text(row, "scope"))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new)),
        rows.stream().map(StatementBook::change).toList());
  }

  private static Submission.Change change(Record row) {
    return new Submission.Change(
        (long) row.getField("sequence"),
        State.of(text(row, "state")),
        (LocalDate) row.getField("received_on"),
        (LocalDateTime) row.getField("stated_at"),
        text(row, "reason"));
  }

  private static Head head(Record row) {
    return new Head(
        text(row, "table_name"),
        text(row, "scope"),
        text(row, "zone_code"),
        text(row, "batch_id"),
        (LocalDate) row.getField("period"),
        text(row, "completeness"),
        (LocalDate) row.getField("received_on"),
        (long) row.getField("sequence"));
  }

  private static String text(Record row, String column) {
    return (String) row.getField(column);
  }

  private static void scan(Table table, Expression which, Consumer<Record> consumer) {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).where(which).build()) {
      rows.forEach(consumer);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
