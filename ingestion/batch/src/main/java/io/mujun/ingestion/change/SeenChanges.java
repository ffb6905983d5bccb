package io.mujun.ingestion.change;

import io.mujun.catalog.MujunCatalog;
import io.mujun.warehouse.source.ChangeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The changes of a source that were taken or refused before. Transactions at the source may end
 * late, with older change times, so each reading goes back a little and leaves out what is here.
 */
final class SeenChanges {
  private static final String REFUSALS = "ops.refusal";

  private final Set<String> taken = new HashSet<>();
  private final Set<String> refused = new HashSet<>();

  private SeenChanges() {}

  /**
   * Reads them.
   *
   * @param window of the changes that were taken, those in it suffice
   */
  static SeenChanges of(ChangeSource source, MujunCatalog catalog, Window window) {
    SeenChanges seen = new SeenChanges();
    Expression here = here(source);
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(catalog.table(REFUSALS))
            .where(here)
            .select("source_key", "source_position")
            .build()) {
      rows.forEach(row -> seen.refused.add(identity(row)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    seen.readTaken(catalog.table(source.table()), here, window);
    return seen;
  }

  private void readTaken(Table table, Expression here, Window window) {
    boolean timed = table.schema().findField("cd_time") != null;
    Expression since =
        timed && window.from() != null
            ? Expressions.and(here, Expressions.greaterThanOrEqual("cd_time", text(window.from())))
            : here;
    IcebergGenerics.ScanBuilder scan = IcebergGenerics.read(table).where(since);
    try (CloseableIterable<Record> rows =
        (timed
                ? scan.select("source_key", "source_position", "area_code", "cd_time")
                : scan.select("source_key", "source_position"))
            .build()) {
      for (Record row : rows) {
        if (!timed || isAsked(row, window)) {
          taken.add(identity(row));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isAsked(Record row, Window window) {
    LocalDateTime time = (LocalDateTime) row.getField("cd_time");
    Object area = row.struct().field("area_code") == null ? null : row.getField("area_code");
    LocalDateTime from = window.from(area == null ? "" : (String) area);
    return time != null && (from == null || !time.isBefore(from));
  }

  /** The rows of this source's table, whichever tables else fill the same one. */
  static Expression here(ChangeSource source) {
    return Expressions.and(
        Expressions.equal("source_table", source.sourceTable()),
        Expressions.equal("source_database", source.database()));
  }

  private static String text(LocalDateTime time) {
    return time.toString();
  }

  private static String identity(Record row) {
    return Change.identity(
        (String) row.getField("source_key"), (String) row.getField("source_position"));
  }

  boolean isTaken(Change change) {
    return taken.contains(change.identity()) || taken.contains(change.formerIdentity());
  }

  boolean isRefused(Change change) {
    return refused.contains(change.identity()) || refused.contains(change.formerIdentity());
  }

  boolean hasRefused() {
    return !refused.isEmpty();
  }
}
