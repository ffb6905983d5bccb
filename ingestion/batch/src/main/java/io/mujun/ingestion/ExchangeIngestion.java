package io.mujun.ingestion;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.exchange.ExchangeDatabase;
import io.mujun.ingestion.exchange.ExchangeTable;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.source.ExchangeSource;
import java.util.List;

/** Takes the changes of an exchange table in, from where the last commit says that reading came. */
public final class ExchangeIngestion {
  private ExchangeIngestion() {}

  /** The exchange tables that the rules know. */
  public static List<ExchangeSource> sources(IngestRules rules) {
    return ChangeIngestion.sources(rules, ExchangeSource.class);
  }

  /**
   * Takes in what is new.
   *
   * @return the receipts of what is in, and what went wrong: {@code SOURCE_UNREACHABLE}, {@code
   *     SOURCE_PASSWORD_REFUSED}, {@code SOURCE_TABLE_MISSING}, {@code SOURCE_COLUMN_MISSING} and
   *     the like; {@code SOURCE_SHRUNK} and {@code SOURCE_WENT_BACK} where a comparison held back
   *     what it would have ended
   */
  public static ChangeResult ingest(
      ExchangeSource source,
      ExchangeDatabase database,
      IngestContext context,
      ChangeReading.Depth depth,
      IngestProgress progress) {
    return ingest(source, database, context, depth, progress, ChangeIngestion.ROWS_PER_BATCH);
  }

  static ChangeResult ingest(
      ExchangeSource source,
      ExchangeDatabase database,
      IngestContext context,
      ChangeReading.Depth depth,
      IngestProgress progress,
      int rowsPerBatch) {
    return ChangeIngestion.ingest(
        source, () -> ExchangeTable.open(source, database), context, depth, progress, rowsPerBatch);
  }
}
