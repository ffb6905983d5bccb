package io.mujun.ingestion.statement;

import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.ReceivedAppend;
import io.mujun.catalog.RowWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;

/** Writes entries into the book, in the commit of what they are about. */
public final class BookCommit {
  /** Entries that one commit may hold; their numbers begin at a multiple of it. */
  private static final long MOST = 1_000_000;

  private BookCommit() {}

  /**
   * Stages the entries.
   *
   * @param book by which they were decided
   * @param receivedOn the day from which they count
   * @return whether the book stands as it stood then; if not, nothing is staged, and what was
   *     decided has to be decided anew
   */
  public static boolean stage(
      MultiTableCommit commit, StatementBook book, Entries entries, LocalDate receivedOn) {
    Table submissions = commit.table(StatementBook.SUBMISSIONS);
    Table statements = commit.table(StatementBook.STATEMENTS);
    if (!StatementBook.moment(submissions, statements).equals(book.moment())) {
      return false;
    }
    long first = commit.sequence(StatementBook.SUBMISSIONS) * MOST;
    append(submissions, entries.submissions(first), receivedOn);
    append(statements, entries.statements(first), receivedOn);
    return true;
  }

  private static void append(Table table, List<Map<String, Object>> rows, LocalDate receivedOn) {
    if (!rows.isEmpty()) {
      ReceivedAppend.to(table, RowWriter.write(table, rows), receivedOn, Map.of());
    }
  }
}
