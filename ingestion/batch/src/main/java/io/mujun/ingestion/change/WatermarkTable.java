package io.mujun.ingestion.change;

import io.mujun.catalog.MujunCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The table {@code ops.watermark}: of each commit one row for the source, and one for each area of
 * which something was read. The newest row of each counts.
 */
public final class WatermarkTable {
  /** Its name. */
  public static final String NAME = "ops.watermark";

  /** Stands where a row speaks of no area but of the source. */
  private static final String WHOLE = "*";

  private WatermarkTable() {}

  /** How far a source has been read; empty where no row speaks of it. */
  public static Optional<Watermark> read(MujunCatalog catalog, String source) {
    Record whole = null;
    Map<String, Record> newest = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(catalog.table(NAME))
            .where(Expressions.equal("source", source))
            .build()) {
      for (Record row : rows) {
        String area = (String) row.getField("area_code");
        if (!WHOLE.equals(area)) {
          newest.merge(area, row, WatermarkTable::later);
        } else {
          whole = whole == null ? row : later(whole, row);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    if (whole == null) {
      return Optional.empty();
    }
    Map<String, LocalDateTime> read = new TreeMap<>();
    newest.forEach((area, row) -> read.put(area, (LocalDateTime) row.getField("read_to")));
    return Optional.of(
        new Watermark(
            (Long) whole.getField("batch_count"),
            (LocalDateTime) whole.getField("read_to"),
            read,
            (String) whole.getField("rules_print"),
            (LocalDate) whole.getField("compared_on")));
  }

  private static Record later(Record one, Record other) {
    return (Long) one.getField("batch_count") < (Long) other.getField("batch_count") ? other : one;
  }

  /** The rows that lead from one watermark to the next. */
  public static List<Map<String, Object>> rows(
      String source, Watermark before, Watermark after, LocalDateTime at, LocalDate on) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<String, Object> whole = row(source, WHOLE, after, after.floor(), at, on);
    whole.put("rules_print", after.rules());
    whole.put("compared_on", after.comparedOn());
    rows.add(whole);
    after
        .read()
        .forEach(
            (area, time) -> {
              if (!time.equals(before.read().get(area))) {
                rows.add(row(source, area, after, time, at, on));
              }
            });
    return rows;
  }

  private static Map<String, Object> row(
      String source,
      String area,
      Watermark mark,
      LocalDateTime time,
      LocalDateTime at,
      LocalDate on) {
    Map<String, Object> row = new HashMap<>();
    row.put("source", source);
    row.put("area_code", area);
    row.put("batch_count", mark.batches());
    row.put("read_to", time);
    row.put("received_at", at);
    row.put("received_on", on);
    return row;
  }
}
