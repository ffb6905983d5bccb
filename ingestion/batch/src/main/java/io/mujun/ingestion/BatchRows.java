package io.mujun.ingestion;

import io.mujun.record.Problem;
import io.mujun.record.Provenance;
import io.mujun.record.RecordCounts;
import io.mujun.record.RecordRows;
import io.mujun.record.SourceRecord;
import java.time.LocalDate;
import java.util.Map;

/** Rows of ods and ops tables for one batch. */
final class BatchRows {
  private final BatchHead head;
  private final RecordRows rows;

  BatchRows(BatchHead head, IngestContext context) {
    this.head = head;
    this.rows =
        new RecordRows(
            new Provenance(
                head.id(),
                head.sourceName(),
                head.system(),
                head.table(),
                head.zoneCode(),
                context.receivedAt(),
                context.receivedOn()),
            head.table() == null ? null : context.rules().contracts().table(head.table()));
  }

  /** The record with its provenance. */
  Map<String, Object> ods(SourceRecord read) {
    return rows.ods(read);
  }

  /** A row of {@code ops.refusal} or {@code ops.warning}. */
  Map<String, Object> problem(Problem problem, Object zone) {
    return rows.problem(problem, zone);
  }

  /** The row of {@code ops.batch}: the receipt. */
  Map<String, Object> batch(Receipt receipt, LocalDate period) {
    Map<String, Object> row =
        rows.batch(
            head.kind(),
            new RecordCounts(receipt.accepted(), receipt.refused(), receipt.warned()),
            status(receipt));
    row.put("period", period);
    row.put("source_file", head.file());
    row.put("content_hash", head.contentHash());
    row.put("message", message(receipt));
    return row;
  }

  private static String status(Receipt receipt) {
    return switch (receipt.status()) {
      case REFUSED -> "refused";
      case HELD -> "held";
      default -> "accepted";
    };
  }

  private static String message(Receipt receipt) {
    if (receipt.status() == Receipt.Status.REFUSED && receipt.read() == 0) {
      return receipt.refusals().get(0).message();
    }
    return receipt.notes().isEmpty() ? null : String.join("；", receipt.notes());
  }
}
