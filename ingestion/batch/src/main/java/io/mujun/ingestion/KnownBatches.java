package io.mujun.ingestion;

import io.mujun.record.Problem;
import io.mujun.record.RecordRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** What is said of files that were received before, and are still not in. */
final class KnownBatches {
  private final IngestContext context;
  private final Map<String, List<Problem>> refusals = new HashMap<>();

  private KnownBatches(IngestContext context) {
    this.context = context;
  }

  /** Reads at once what was refused of some batches. */
  static KnownBatches read(Collection<String> batchIds, IngestContext context) {
    KnownBatches known = new KnownBatches(context);
    batchIds.forEach(id -> known.refusals.put(id, new ArrayList<>()));
    if (!batchIds.isEmpty()) {
      try (CloseableIterable<Record> rows =
          IcebergGenerics.read(context.catalog().table(RecordRows.REFUSALS))
              .where(Expressions.in("batch_id", batchIds.toArray()))
              .build()) {
        rows.forEach(known::add);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return known;
  }

  private void add(Record row) {
    List<Problem> told = refusals.get((String) row.getField("batch_id"));
    if (told != null && told.size() < Problem.LISTED) {
      told.add(RecordRows.problem(row::getField));
    }
  }

  /** A receipt without records, which tells again what was refused then: it is still not in. */
  Receipt receipt(BatchHead head) {
    List<Problem> told = List.copyOf(refusals.get(head.id()));
    String note =
        told.isEmpty() ? "这份文件以前收过（批次 %s），没有重复写入" : "这份文件以前收过（批次 %s），没有重复写入；当时退回的仍未入库，请改正后重新报送";
    return head.receipt(
        Receipt.Status.KNOWN, context.receivedOn(), note.formatted(head.id()), told);
  }
}
