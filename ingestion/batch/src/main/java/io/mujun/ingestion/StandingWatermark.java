package io.mujun.ingestion;

import io.mujun.catalog.MujunCatalog;
import io.mujun.ingestion.change.Watermark;
import io.mujun.warehouse.source.ChangeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * How far a source had been read where {@code ops.watermark} has no row of it: as a snapshot of its
 * ods table says, and at least the number of batches of which receipts stand.
 */
final class StandingWatermark {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private StandingWatermark() {}

  static Watermark of(MujunCatalog catalog, ChangeSource source) {
    Optional<String[]> stated =
        SnapshotSummaries.latest(
                catalog.table(source.table()), "mujun.watermark." + source.source())
            .map(text -> text.split(";", -1));
    long batches =
        Math.max(
            batches(catalog, source), stated.map(parts -> Long.parseLong(parts[0])).orElse(0L));
    LocalDateTime floor = stated.map(parts -> LocalDateTime.parse(parts[1], TIME)).orElse(null);
    return batches == 0 ? Watermark.NONE : new Watermark(batches, floor, Map.of(), null, null);
  }

  private static long batches(MujunCatalog catalog, ChangeSource source) {
    String prefix = source.kind() + "-" + source.source() + "-";
    long batches = 0;
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(catalog.table("ops.batch"))
            .where(
                Expressions.and(
                    Expressions.equal("source", source.source()),
                    Expressions.startsWith("batch_id", prefix)))
            .select("batch_id")
            .build()) {
      for (Record row : rows) {
        String id = (String) row.getField("batch_id");
        batches = Math.max(batches, Long.parseLong(id.substring(prefix.length())));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return batches;
  }
}
