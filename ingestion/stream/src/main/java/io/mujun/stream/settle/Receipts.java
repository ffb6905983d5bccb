package io.mujun.stream.settle;

import io.mujun.record.Problem;
import io.mujun.record.RecordCounts;
import io.mujun.record.RecordRows;
import io.mujun.stream.lake.Appender;
import io.mujun.stream.lake.Lake;
import io.mujun.stream.table.CapturedTable;
import io.mujun.stream.table.CapturedTables;
import io.mujun.stream.table.Reception;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The receipts of batches in {@code ops.batch}. A batch is open until its receipt is there, and a
 * run that starts again goes on with the open one: so the rows of a batch are counted where they
 * are committed, and each receipt is written once, wherever a run was killed.
 */
public final class Receipts {
  private static final String KIND = "change_stream";
  private static final String BATCH = "batch_id";

  private final Lake lake;

  public Receipts(Lake lake) {
    this.lake = lake;
  }

  /** The open batch of each source, which the next records belong to. */
  public Map<String, String> open(CapturedTables tables) throws IOException {
    Map<String, String> open = new HashMap<>();
    for (CapturedTable table : tables.all()) {
      String source = table.source().source();
      int closed = 0;
      try (CloseableIterable<Record> rows =
          IcebergGenerics.read(lake.table(RecordRows.BATCHES))
              .select(BATCH)
              .where(Expressions.equal("source", source))
              .build()) {
        for (Record ignored : rows) {
          closed++;
        }
      }
      open.put(source, "%s-%06d".formatted(source, closed + 1));
    }
    return open;
  }

  /** Writes the receipts of open batches that hold records; returns them. */
  public List<StreamReceipt> close(
      CapturedTables tables, Reception reception, LocalDateTime receivedAt) throws IOException {
    Map<String, String> open = open(tables);
    List<StreamReceipt> receipts = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (CapturedTable table : tables.all()) {
      String batch = open.get(table.source().source());
      RecordCounts counts =
          new RecordCounts(
              count(table.source().table(), batch),
              distinct(RecordRows.REFUSALS, batch),
              distinct(RecordRows.WARNINGS, batch));
      if (counts.read() > 0) {
        receipts.add(new StreamReceipt(table.source().source(), batch, counts, refusals(batch)));
        rows.add(
            new RecordRows(reception.provenance(table, receivedAt), table.contract())
                .batch(KIND, counts, "accepted"));
      }
    }
    new Appender(lake.table(RecordRows.BATCHES)).append(rows, Map.of());
    return receipts;
  }

  private long count(String table, String batch) throws IOException {
    long count = 0;
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(table))
            .select(BATCH)
            .where(Expressions.equal(BATCH, batch))
            .build()) {
      for (Record ignored : rows) {
        count++;
      }
    }
    return count;
  }

  private List<Problem> refusals(String batch) throws IOException {
    List<Problem> refusals = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(RecordRows.REFUSALS))
            .where(Expressions.equal(BATCH, batch))
            .build()) {
      for (Record row : rows) {
        if (refusals.size() < Problem.LISTED) {
          refusals.add(RecordRows.problem(row::getField));
        }
      }
    }
    return List.copyOf(refusals);
  }

  /** Counts records, of which several findings may be told. */
  private long distinct(String table, String batch) throws IOException {
    Set<List<Object>> records = new HashSet<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(table))
            .select(BATCH, "source_table", "source_key", "source_position")
            .where(Expressions.equal(BATCH, batch))
            .build()) {
      for (Record row : rows) {
        records.add(
            List.of(
                row.getField("source_table"),
                row.getField("source_key"),
                row.getField("source_position")));
      }
    }
    return records.size();
  }
}
