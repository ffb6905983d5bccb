package io.mujun.stream;

import java.io.Serial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends each change as a typed row to its table, or to the refusals. */
final class ChangeSorter extends ProcessFunction<Change, RowData> {
  static final String REFUSAL = "ops.refusal";
  static final String WARNING = "ops.warning";
  @Serial private static final long serialVersionUID = 1L;

  private final String run;
  private final Reception reception;
  private final String warehouseDirectory;
  private final String sourcesDirectory;
  private final String connection;
  private final Map<String, OutputTag<RowData>> tags;
  private final Map<String, RowEncoder> encoders;

  private transient Mappers mappers;
  private transient Records records;
  private transient Progress progress;

  /**
   * @param tags table → where its rows go
   * @param encoders table → how its rows are laid out
   */
  ChangeSorter(
      String run,
      Reception reception,
      StreamConfiguration configuration,
      Map<String, OutputTag<RowData>> tags,
      Map<String, RowEncoder> encoders) {
    this.run = run;
    this.reception = reception;
    this.warehouseDirectory = configuration.warehouseDirectory().toString();
    this.sourcesDirectory = configuration.sourcesDirectory().toString();
    this.connection = configuration.source().connection();
    this.tags = Map.copyOf(tags);
    this.encoders = Map.copyOf(encoders);
  }

  @Override
  public void open(OpenContext context) {
    mappers = Mappers.read(Path.of(warehouseDirectory), Path.of(sourcesDirectory), connection);
    records = new Records(reception, connection);
    progress = Progress.of(run);
  }

  @Override
  public void processElement(Change change, Context context, Collector<RowData> out) {
    RowMapper mapper = mappers.of(change.table());
    LocalDateTime receivedAt = reception.receivedAt(Clock.systemUTC());
    Records.Outcome outcome = records.of(change, mapper, receivedAt);
    outcome.accepted().forEach(row -> emit(mapper.contract().qualifiedName(), row, context));
    outcome.refusals().forEach(row -> emit(REFUSAL, row, context));
    outcome.warnings().forEach(row -> emit(WARNING, row, context));
    progress.emitted(change.position());
  }

  private void emit(String table, Map<String, Object> row, Context context) {
    context.output(tags.get(table), encoders.get(table).encode(row));
  }
}
