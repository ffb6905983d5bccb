package io.mujun.ingestion.statement;

import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.MultiTableCommit;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.StatementScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes the ledgers of a warehouse without a book of statements into one, in the order of their
 * reception: each holds from its day on, as it did.
 */
public final class StatementAdoption {
  private static final String BATCH = "batch_id";

  private StatementAdoption() {}

  /** Does nothing where there is a book, or no ledger. */
  public static void adopt(MujunCatalog catalog, Contracts contracts) {
    if (catalog.table(StatementBook.SUBMISSIONS).currentSnapshot() != null) {
      return;
    }
    List<Contract> standing =
        contracts.layer("ods").stream()
            .filter(contract -> !contract.statementScope().isEmpty())
            .filter(contract -> catalog.table(contract.qualifiedName()).currentSnapshot() != null)
            .toList();
    if (standing.isEmpty()) {
      return;
    }
    Map<String, Set<String>> scopes = new HashMap<>();
    for (Contract contract : standing) {
      scopes(catalog.table(contract.qualifiedName()), contract, scopes);
    }
    List<Record> batches =
        rows(catalog.table("ops.batch"), Expressions.in(BATCH, scopes.keySet().toArray()));
    batches.sort(
        Comparator.comparing((Record row) -> (LocalDateTime) row.getField("received_at"))
            .thenComparing(row -> (String) row.getField(BATCH)));
    catalog.commit(
        commit -> {
          batches.forEach(
              batch -> adopt(commit, batch, scopes.get((String) batch.getField(BATCH))));
          return null;
        });
  }

  private static void adopt(MultiTableCommit commit, Record batch, Set<String> scopes) {
    String id = (String) batch.getField(BATCH);
    LocalDate on = (LocalDate) batch.getField("received_on");
    StatementBook book = StatementBook.of(commit);
    Completeness completeness =
        (long) batch.getField("refused_count") > 0 ? Completeness.PARTIAL : Completeness.WHOLE;
    Submission submission =
        new Submission(
            id,
            (String) batch.getField("source"),
            (String) batch.getField("system"),
            (String) batch.getField("table_name"),
            (String) batch.getField("zone_code"),
            (LocalDate) batch.getField("period"),
            (String) batch.getField("source_file"),
            (String) batch.getField("content_hash"),
            "",
            completeness.code(),
            null,
            scopes,
            List.of());
    Entries entries = new Entries(book, on, (LocalDateTime) batch.getField("received_at"));
    entries.state(submission, State.RECEIVED, null);
    entries.hold(submission, null);
    BookCommit.stage(commit, book, entries, on);
  }

  private static void scopes(Table table, Contract contract, Map<String, Set<String>> scopes) {
    List<String> columns = new ArrayList<>(contract.statementScope());
    columns.add(BATCH);
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).select(columns).build()) {
      for (Record row : rows) {
        Map<String, Object> values = new HashMap<>();
        columns.forEach(column -> values.put(column, row.getField(column)));
        scopes
            .computeIfAbsent((String) row.getField(BATCH), any -> new TreeSet<>())
            .add(StatementScope.of(contract, values));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Record> rows(Table table, Expression which) {
    List<Record> found = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).where(which).build()) {
      rows.forEach(row -> found.add(row.copy()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return found;
  }
}
