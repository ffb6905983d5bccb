package io.mujun.ingestion;

import io.mujun.record.Problem;
import io.mujun.warehouse.source.SourceDefinition;
import java.time.LocalDate;
import java.util.List;

/**
 * What a batch is, before anything of it is read.
 *
 * @param id id of the batch
 * @param source its source file; null where none fits
 * @param kind ledger or exchange
 * @param file name of the file, or null
 * @param contentHash SHA-256 of the file, or null
 */
record BatchHead(String id, SourceDefinition source, String kind, String file, String contentHash) {
  private static final String UNKNOWN = "unknown";

  String sourceName() {
    return source == null ? UNKNOWN : source.source();
  }

  String system() {
    return source == null ? "未登记的来源" : source.system();
  }

  String table() {
    return source == null ? null : source.table();
  }

  String zoneCode() {
    return source == null ? null : source.zoneCode();
  }

  /** A receipt without records. */
  Receipt receipt(Receipt.Status status, LocalDate receivedOn, String note) {
    return receipt(status, receivedOn, note, List.of());
  }

  /** A receipt without records, with what was refused before. */
  Receipt receipt(
      Receipt.Status status, LocalDate receivedOn, String note, List<Problem> refusals) {
    return new Receipt(
        id,
        sourceName(),
        system(),
        kind,
        table(),
        file,
        status,
        receivedOn.toString(),
        0,
        0,
        0,
        0,
        note == null ? List.of() : List.of(note),
        refusals,
        List.of());
  }
}
