package io.mujun.catalog.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;

/** Reads small tables without an engine. */
final class RecordScan {
  private RecordScan() {}

  /** Gives each row that fulfils the condition; the same object may be given again. */
  static void each(Table table, Expression which, Consumer<Record> consumer) {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).where(which).build()) {
      rows.forEach(consumer);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static String text(Record row, String column) {
    return (String) row.getField(column);
  }
}
