package io.mujun.ingestion;

import io.mujun.ingestion.exchange.Change;
import io.mujun.warehouse.source.ExchangeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The changes of a source that were taken or refused since a time. Transactions at the source may
 * end late, with older change times, so each read goes back a little and leaves out what is here.
 */
final class SeenChanges {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private SeenChanges() {}

  static Set<String> since(LocalDateTime from, ExchangeSource source, IngestContext context) {
    Expression since =
        Expressions.and(
            Expressions.equal("source_table", source.sourceTable()),
            Expressions.equal("source_database", source.database()),
            Expressions.greaterThanOrEqual("source_position", TIME.format(from)));
    Set<String> seen = new HashSet<>();
    add(seen, context.catalog().table(source.table()), since);
    add(seen, context.catalog().table("ops.refusal"), since);
    return seen;
  }

  private static void add(Set<String> seen, Table table, Expression since) {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(since).select("source_key", "source_position").build()) {
      for (Record row : rows) {
        seen.add(
            Change.identity(
                (String) row.getField("source_key"), (String) row.getField("source_position")));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
