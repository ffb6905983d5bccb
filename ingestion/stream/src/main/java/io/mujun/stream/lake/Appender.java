package io.mujun.stream.lake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;

/** Appends a few rows to one table in one commit, outside the job. */
public final class Appender {
  private final Table table;

  public Appender(Table table) {
    this.table = table;
  }

  /**
   * Appends rows; none make no commit.
   *
   * @param rows column → value
   * @param properties what the commit's summary says besides
   */
  public void append(List<Map<String, Object>> rows, Map<String, String> properties)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    RowType type = FlinkSchemaUtil.convert(table.schema());
    RowEncoder encoder = new RowEncoder(type);
    RowDataTaskWriterFactory factory =
        new RowDataTaskWriterFactory(
            table,
            type,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT,
            FileFormat.PARQUET,
            table.properties(),
            null,
            false);
    factory.initialize(0, 0);
    AppendFiles append = table.newAppend();
    properties.forEach(append::set);
    try (TaskWriter<RowData> writer = factory.create()) {
      for (Map<String, Object> row : rows) {
        writer.write(encoder.encode(row));
      }
      Arrays.stream(writer.complete().dataFiles()).forEach(append::appendFile);
    }
    append.commit();
  }
}
