package io.mujun.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Writes rows to data files of one table, in bounded memory. The files belong to the table only
 * once they are appended in a commit; after {@link #complete} nothing more can be written.
 */
public final class RowWriter implements AutoCloseable {
  private static final long TARGET_FILE_BYTES = 128L << 20;

  private final Schema schema;
  private final PartitionSpec spec;
  private final PartitionKey partition;
  private final InternalRecordWrapper wrapper;
  private final FanoutDataWriter<Record> writer;
  private final GenericRecord template;

  /** Opens a writer of Parquet files for the table. */
  public RowWriter(Table table) {
    this.schema = table.schema();
    this.spec = table.spec();
    this.partition = new PartitionKey(spec, schema);
    this.wrapper = new InternalRecordWrapper(schema.asStruct());
    this.template = GenericRecord.create(schema);
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 1, 1)
            .format(FileFormat.PARQUET)
            .operationId(UUID.randomUUID().toString())
            .build();
    this.writer =
        new FanoutDataWriter<>(
            new GenericFileWriterFactory.Builder(table)
                .dataFileFormat(FileFormat.PARQUET)
                .dataSchema(schema)
                .build(),
            files,
            table.io(),
            TARGET_FILE_BYTES);
  }

  /**
   * Writes one row.
   *
   * @param values column → String, Boolean, Integer, Long, BigDecimal, LocalDate or LocalDateTime
   *     as the column's contract says; absent is NULL; a decimal is widened to the column's scale,
   *     never rounded
   */
  public void write(Map<String, ?> values) {
    GenericRecord row = template.copy();
    for (org.apache.iceberg.types.Types.NestedField field : schema.columns()) {
      row.setField(field.name(), Values.stored(field, values.get(field.name())));
    }
    write(row);
  }

  /** Writes one row of the table's schema, as a table's reader gives it. */
  public void write(Record row) {
    if (spec.isUnpartitioned()) {
      writer.write(row, spec, null);
    } else {
      partition.partition(wrapper.wrap(row));
      writer.write(row, spec, partition);
    }
  }

  /** Closes the files and lists them. */
  public List<DataFile> complete() {
    close();
    return writer.result().dataFiles();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes all rows and lists the files; none for no rows. */
  public static List<DataFile> write(Table table, Iterable<? extends Map<String, ?>> rows) {
    try (RowWriter writer = new RowWriter(table)) {
      rows.forEach(writer::write);
      return writer.complete();
    }
  }
}
