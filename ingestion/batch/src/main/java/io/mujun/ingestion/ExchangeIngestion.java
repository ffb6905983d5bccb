package io.mujun.ingestion;

import io.mujun.ingestion.exchange.Change;
import io.mujun.ingestion.exchange.ChangeReader;
import io.mujun.ingestion.exchange.ExchangeTable;
import io.mujun.ingestion.exchange.Watermark;
import io.mujun.record.IngestRules;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ExchangeSource;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;

/**
 * Takes the changes of an exchange table in, from where the last commit says that reading had come
 * to. Each batch is committed as a whole, together with how far it read.
 */
public final class ExchangeIngestion {
  private static final String KIND = "exchange";
  private static final String WATERMARK = "mujun.watermark.";
  private static final Duration OVERLAP = Duration.ofMinutes(30);
  private static final int ROWS_PER_BATCH = 100_000;

  private final ExchangeSource source;
  private final IngestContext context;
  private final Progress progress;
  private final ChangeReader reader;
  private final int rowsPerBatch;
  private final List<Receipt> receipts = new ArrayList<>();
  private Watermark watermark;
  private LocalDateTime latest;
  private BatchWriter writer;

  private ExchangeIngestion(
      ExchangeSource source, IngestContext context, Progress progress, int rowsPerBatch) {
    this.source = source;
    this.context = context;
    this.progress = progress;
    this.reader = new ChangeReader(source, context.rules());
    this.rowsPerBatch = rowsPerBatch;
    this.watermark = watermark(context.catalog().table(source.table()), source);
  }

  /** The exchange tables that the rules know. */
  public static List<ExchangeSource> sources(IngestRules rules) {
    return rules.sources().stream()
        .filter(ExchangeSource.class::isInstance)
        .map(ExchangeSource.class::cast)
        .toList();
  }

  /**
   * Takes in what is new.
   *
   * @return one receipt for each batch; one of status {@code UNCHANGED} where nothing is new
   * @throws MujunException {@code SOURCE_UNREACHABLE}, {@code SOURCE_PASSWORD_REFUSED}, {@code
   *     SOURCE_TABLE_MISSING}, {@code SOURCE_COLUMN_MISSING} and the like; batches before it are in
   */
  public static List<Receipt> ingest(
      ExchangeSource source,
      ConnectionSettings connection,
      IngestContext context,
      Progress progress) {
    return ingest(source, connection, context, progress, ROWS_PER_BATCH);
  }

  static List<Receipt> ingest(
      ExchangeSource source,
      ConnectionSettings connection,
      IngestContext context,
      Progress progress,
      int rowsPerBatch) {
    return WriteFaults.guard(
        source.source(),
        context,
        () -> new ExchangeIngestion(source, context, progress, rowsPerBatch).run(connection));
  }

  /** How far a source has been read, as the newest commit that speaks of it says. */
  static Watermark watermark(Table table, ExchangeSource source) {
    return SnapshotSummaries.latest(table, WATERMARK + source.source())
        .map(Watermark::parse)
        .orElse(Watermark.NONE);
  }

  private List<Receipt> run(ConnectionSettings connection) {
    progress.reached(Progress.Step.STARTED, source.source());
    LocalDateTime from =
        watermark.equals(Watermark.NONE) ? watermark.time() : watermark.time().minus(OVERLAP);
    Set<String> seen = SeenChanges.since(from, source, context);
    try {
      new ExchangeTable(source, connection)
          .read(
              from,
              change -> {
                if (!seen.contains(change.identity())) {
                  take(change);
                }
              });
      if (writer != null) {
        commit();
      }
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
    if (receipts.isEmpty()) {
      return List.of(head(null).receipt(Receipt.Status.UNCHANGED, context.receivedOn(), null));
    }
    return List.copyOf(receipts);
  }

  private void take(Change change) {
    if (writer == null) {
      BatchHead head = head(KIND + "-" + source.source() + "-" + (watermark.batches() + 1));
      writer = new BatchWriter(head, context.later(receipts.size()));
      latest = watermark.time();
    }
    SourceRecord read = reader.read(change, writer.accepted() + writer.refused() + 1);
    writer.add(read);
    if (change.time() != null && change.time().isAfter(latest) && !isFuture(change.time())) {
      latest = change.time();
    }
    if (writer.accepted() + writer.refused() == rowsPerBatch) {
      commit();
    }
  }

  /** A change time of the future must not hide all that comes before it. */
  private boolean isFuture(LocalDateTime time) {
    return time.toLocalDate().isAfter(context.receivedOn());
  }

  private void commit() {
    progress.reached(Progress.Step.READ, source.source());
    Watermark next = watermark.next(latest);
    try (BatchWriter finished = writer) {
      writer = null;
      Receipt receipt =
          finished.commit(Map.of(WATERMARK + source.source(), next.toString()), progress);
      if (receipt.status() == Receipt.Status.KNOWN) {
        throw new MujunException(
            "SOURCE_BUSY",
            "Another ingestion of '"
                + source.source()
                + "' came first. Ingest again when it is done.");
      }
      receipts.add(receipt);
      watermark = next;
    }
  }

  private BatchHead head(String id) {
    return new BatchHead(id, source, KIND, null, null);
  }
}
