package io.mujun.ingestion.statement;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * Which statement holds for a scope from a day on: a row of {@code ods.statement}.
 *
 * @param table ods table
 * @param scope the scope
 * @param zoneCode its zone, or null
 * @param batchId null for none
 * @param period first day of the statement's period, or null
 * @param completeness null for none
 * @param receivedOn from this day on
 * @param sequence the greater one counts among those of a day
 */
record Head(
    String table,
    String scope,
    String zoneCode,
    String batchId,
    LocalDate period,
    String completeness,
    LocalDate receivedOn,
    long sequence) {
  /** The order of handover: by day, and within a day as committed. */
  static final Comparator<Head> ORDER =
      Comparator.comparing(Head::receivedOn).thenComparingLong(Head::sequence);
}
