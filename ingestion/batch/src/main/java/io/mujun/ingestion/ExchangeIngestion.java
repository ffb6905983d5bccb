package io.mujun.ingestion;

import io.mujun.ingestion.exchange.ExchangeDatabase;
import io.mujun.ingestion.exchange.ExchangeReading;
import io.mujun.ingestion.exchange.Watermark;
import io.mujun.ingestion.exchange.WatermarkTable;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ExchangeSource;
import java.util.ArrayList;
import java.util.List;

/** Takes the changes of an exchange table in, from where the last commit says that reading came. */
public final class ExchangeIngestion {
  private static final int ROWS_PER_BATCH = 100_000;

  private ExchangeIngestion() {}

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
   * @return the receipts of what is in, and what went wrong: {@code SOURCE_UNREACHABLE}, {@code
   *     SOURCE_PASSWORD_REFUSED}, {@code SOURCE_TABLE_MISSING}, {@code SOURCE_COLUMN_MISSING} and
   *     the like; {@code SOURCE_SHRUNK} and {@code SOURCE_WENT_BACK} where a comparison held back
   *     what it would have ended
   */
  public static ExchangeResult ingest(
      ExchangeSource source,
      ExchangeDatabase database,
      IngestContext context,
      ExchangeReading.Depth depth,
      IngestProgress progress) {
    return ingest(source, database, context, depth, progress, ROWS_PER_BATCH);
  }

  static ExchangeResult ingest(
      ExchangeSource source,
      ExchangeDatabase database,
      IngestContext context,
      ExchangeReading.Depth depth,
      IngestProgress progress,
      int rowsPerBatch) {
    progress.reached(IngestProgress.Step.STARTED, source.source());
    List<MujunException> faults = new ArrayList<>();
    Watermark mark =
        WatermarkTable.read(context.catalog(), source.source())
            .orElseGet(() -> StandingWatermark.of(context.catalog(), source));
    try (ExchangeBatches batches =
        new ExchangeBatches(source, context, progress, rowsPerBatch, mark)) {
      try {
        ExchangeReading.Outcome outcome =
            WriteFaults.guard(
                source.source(),
                context,
                () -> {
                  ExchangeReading.Outcome read =
                      new ExchangeReading(
                              source,
                              context.rules(),
                              context.catalog(),
                              mark,
                              depth,
                              context.receivedOn())
                          .read(database, batches);
                  batches.finish(read);
                  return read;
                });
        faults.addAll(outcome.held());
      } catch (MujunException failed) {
        faults.add(failed);
      }
      return new ExchangeResult(
          source.source(),
          faults.isEmpty() ? batches.receipts() : batches.committed(),
          List.copyOf(faults));
    }
  }
}
