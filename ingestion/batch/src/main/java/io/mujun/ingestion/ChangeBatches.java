package io.mujun.ingestion;

import io.mujun.catalog.RowWriter;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.change.Watermark;
import io.mujun.ingestion.change.WatermarkTable;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ChangeSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;

/** The batches of one reading. Each is committed as a whole, together with how far it read. */
final class ChangeBatches implements ChangeReading.Sink, AutoCloseable {
  private final ChangeSource source;
  private final IngestContext context;
  private final IngestProgress progress;
  private final int rowsPerBatch;
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<String, LocalDateTime> times = new HashMap<>();
  private Watermark watermark;
  private BatchWriter writer;
  private int records;

  ChangeBatches(
      ChangeSource source,
      IngestContext context,
      IngestProgress progress,
      int rowsPerBatch,
      Watermark watermark) {
    this.source = source;
    this.context = context;
    this.progress = progress;
    this.rowsPerBatch = rowsPerBatch;
    this.watermark = watermark;
  }

  @Override
  public long batch() {
    return watermark.batches() + 1;
  }

  @Override
  public long place() {
    return records + 1L;
  }

  @Override
  public void add(SourceRecord read) {
    if (writer == null) {
      writer =
          new BatchWriter(
              head(source.kind() + "-" + source.source() + "-" + batch()),
              context.later(receipts.size()));
    }
    writer.add(read);
    records++;
  }

  @Override
  public void readTo(String area, LocalDateTime time) {
    times.merge(area, time, (one, other) -> one.isBefore(other) ? other : one);
  }

  @Override
  public void turn() {
    if (records >= rowsPerBatch) {
      commit(watermark.nextBatch().with(times), List.of());
    }
  }

  /** Commits what is left, with what the reading ended with. */
  void finish(ChangeReading.Outcome outcome) {
    Watermark end =
        watermark.nextBatch().with(times).by(outcome.rules()).comparedOn(outcome.comparedOn());
    if (writer != null) {
      commit(end, outcome.notes());
    } else if (outcome.toKeep()) {
      keep(end);
    }
  }

  /** The receipts of the batches that are in. */
  List<Receipt> committed() {
    return List.copyOf(receipts);
  }

  /** The same; without any, one that says so. */
  List<Receipt> receipts() {
    return receipts.isEmpty()
        ? List.of(head(null).receipt(Receipt.Status.UNCHANGED, context.receivedOn(), null))
        : List.copyOf(receipts);
  }

  private void commit(Watermark next, List<String> notes) {
    progress.reached(IngestProgress.Step.READ, source.source());
    try (BatchWriter finished = writer) {
      writer = null;
      rows(next).forEach(row -> finished.also(WatermarkTable.NAME, row));
      Receipt receipt = finished.commit(notes, progress);
      if (receipt.status() == Receipt.Status.KNOWN) {
        throw new MujunException(
            "SOURCE_BUSY",
            "Another ingestion of '"
                + source.source()
                + "' came first. Ingest again when it is done.");
      }
      receipts.add(receipt);
      watermark = next;
      times.clear();
      records = 0;
    }
  }

  /** Keeps a watermark that no batch goes with. */
  private void keep(Watermark next) {
    context
        .catalog()
        .commit(
            commit -> {
              AppendFiles append = commit.table(WatermarkTable.NAME).newAppend();
              RowWriter.write(context.catalog().table(WatermarkTable.NAME), rows(next))
                  .forEach(append::appendFile);
              append.commit();
              return true;
            });
    watermark = next;
  }

  private List<Map<String, Object>> rows(Watermark next) {
    return WatermarkTable.rows(
        source.source(), watermark, next, context.receivedAt(), context.receivedOn());
  }

  private BatchHead head(String id) {
    return new BatchHead(id, source, source.kind(), null, null);
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
