package io.mujun.ingestion;

import io.mujun.catalog.MujunCatalog;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * What an ingestion works with.
 *
 * @param rules the declarations
 * @param catalog the catalog, with all declared tables in it
 * @param data the data folder; incoming files are kept below {@code received/}
 * @param receivedOn the day on which the records count as received (Asia/Shanghai)
 * @param receivedAt local time of reception (Asia/Shanghai)
 * @param limits how large a file may be
 */
public record IngestContext(
    IngestRules rules,
    MujunCatalog catalog,
    Path data,
    LocalDate receivedOn,
    LocalDateTime receivedAt,
    Limits limits) {

  /** A context with the usual limits. */
  public IngestContext(
      IngestRules rules,
      MujunCatalog catalog,
      Path data,
      LocalDate receivedOn,
      LocalDateTime receivedAt) {
    this(rules, catalog, data, receivedOn, receivedAt, Limits.DEFAULT);
  }

  /**
   * The same, received later by some microseconds: batches of one run keep their order, whatever
   * the clock's resolution.
   */
  IngestContext later(int microseconds) {
    return new IngestContext(
        rules, catalog, data, receivedOn, receivedAt.plusNanos(1_000L * microseconds), limits);
  }
}
