package io.mujun.ingestion;

import io.mujun.record.Problem;
import io.mujun.record.RecordRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** What is said of a file that was received before. */
final class KnownBatch {
  private KnownBatch() {}

  /** A receipt without records, which tells again what was refused then: it is still not in. */
  static Receipt receipt(BatchHead head, IngestContext context) {
    List<Problem> refusals = refusals(head.id(), context);
    String note =
        refusals.isEmpty() ? "这份文件以前收过（批次 %s），没有重复写入" : "这份文件以前收过（批次 %s），没有重复写入；当时退回的仍未入库，请改正后重新报送";
    return head.receipt(
        Receipt.Status.KNOWN, context.receivedOn(), note.formatted(head.id()), refusals);
  }

  private static List<Problem> refusals(String id, IngestContext context) {
    List<Problem> refusals = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(context.catalog().table(RecordRows.REFUSALS))
            .where(Expressions.equal("batch_id", id))
            .build()) {
      for (Record row : rows) {
        if (refusals.size() < Problem.LISTED) {
          refusals.add(RecordRows.problem(row::getField));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return List.copyOf(refusals);
  }
}
