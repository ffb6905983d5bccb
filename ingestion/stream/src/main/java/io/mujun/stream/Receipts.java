package io.mujun.stream;

import io.mujun.warehouse.source.StreamSource;
import java.io.IOException;
import java.time.LocalDate;
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
final class Receipts {
  private static final String TABLE = "ops.batch";
  private static final String BATCH = "batch_id";
  private static final int LISTED = 50;

  private final Lake lake;

  Receipts(Lake lake) {
    this.lake = lake;
  }

  /**
   * What one batch of one source holds.
   *
   * @param source slug of the source
   * @param batch identifies the batch
   * @param accepted records in {@code ods}
   * @param refused records in {@code ops.refusal}
   * @param warned records in {@code ops.warning}
   * @param refusals the first refusals
   */
  record Receipt(
      String source,
      String batch,
      long accepted,
      long refused,
      long warned,
      List<Refusal> refusals) {
    long read() {
      return accepted + refused;
    }
  }

  /** The open batch of each source, which the next records belong to. */
  Map<String, String> open(Mappers mappers) throws IOException {
    Map<String, String> open = new HashMap<>();
    for (RowMapper mapper : mappers.all()) {
      String source = mapper.source().source();
      int closed = 0;
      try (CloseableIterable<Record> rows =
          IcebergGenerics.read(lake.table(TABLE))
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
  List<Receipt> close(Mappers mappers, LocalDate receivedOn, LocalDateTime receivedAt)
      throws IOException {
    Map<String, String> open = open(mappers);
    List<Receipt> receipts = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RowMapper mapper : mappers.all()) {
      StreamSource source = mapper.source();
      String batch = open.get(source.source());
      Receipt receipt =
          new Receipt(
              source.source(),
              batch,
              count(source.table(), batch),
              distinct(ChangeSorter.REFUSAL, batch),
              distinct(ChangeSorter.WARNING, batch),
              refusals(batch));
      if (receipt.read() > 0) {
        receipts.add(receipt);
        rows.add(row(source, receipt, receivedOn, receivedAt));
      }
    }
    new Appender(lake.table(TABLE)).append(rows, Map.of());
    return receipts;
  }

  private static Map<String, Object> row(
      StreamSource source, Receipt receipt, LocalDate receivedOn, LocalDateTime receivedAt) {
    Map<String, Object> row = new HashMap<>();
    row.put(BATCH, receipt.batch());
    row.put("system", source.system());
    row.put("source", source.source());
    row.put("kind", "change_stream");
    row.put("table_name", source.table());
    row.put("zone_code", source.zoneCode());
    row.put("received_at", receivedAt);
    row.put("received_on", receivedOn);
    row.put("read_count", receipt.read());
    row.put("accepted_count", receipt.accepted());
    row.put("refused_count", receipt.refused());
    row.put("warned_count", receipt.warned());
    row.put("status", "accepted");
    return row;
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

  private List<Refusal> refusals(String batch) throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(ChangeSorter.REFUSAL))
            .select(Refusal.COLUMNS)
            .where(Expressions.equal(BATCH, batch))
            .build()) {
      for (Record row : rows) {
        if (refusals.size() < LISTED) {
          refusals.add(Refusal.of(row));
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
