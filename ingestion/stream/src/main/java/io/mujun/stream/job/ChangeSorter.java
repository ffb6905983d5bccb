package io.mujun.stream.job;

import io.mujun.record.RecordRows;
import io.mujun.stream.capture.LastChange;
import io.mujun.stream.capture.LogChange;
import io.mujun.stream.capture.Operation;
import io.mujun.stream.capture.RepeatFilter;
import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.lake.RowEncoder;
import io.mujun.stream.table.CapturedTable;
import io.mujun.stream.table.CapturedTables;
import io.mujun.stream.table.ChangeRows;
import io.mujun.stream.table.Reception;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends each change as a typed row to its table, or to the refusals. */
final class ChangeSorter extends ProcessFunction<LogChange, RowData>
    implements CheckpointedFunction {
  @Serial private static final long serialVersionUID = 1L;

  private final Reception reception;
  private final String warehouseDirectory;
  private final String sourcesDirectory;
  private final String connection;
  private final Map<String, OutputTag<RowData>> tags;
  private final Map<String, RowEncoder> encoders;

  private transient CapturedTables tables;
  private transient ChangeRows rows;
  private transient RepeatFilter filter;
  private transient ListState<Tuple3<Long, Long, Long>> state;

  /**
   * @param tags table → where its rows go
   * @param encoders table → how its rows are laid out
   */
  ChangeSorter(
      Reception reception,
      StreamConfiguration configuration,
      Map<String, OutputTag<RowData>> tags,
      Map<String, RowEncoder> encoders) {
    this.reception = reception;
    this.warehouseDirectory = configuration.warehouseDirectory().toString();
    this.sourcesDirectory = configuration.sourcesDirectory().toString();
    this.connection = configuration.source().connection();
    this.tags = Map.copyOf(tags);
    this.encoders = Map.copyOf(encoders);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(LastChange.state());
    LastChange last = LastChange.NONE;
    for (Tuple3<Long, Long, Long> restored : state.get()) {
      last = LastChange.of(restored);
    }
    filter = new RepeatFilter(last);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(filter.last().stored()));
  }

  @Override
  public void open(OpenContext context) {
    tables =
        CapturedTables.read(Path.of(warehouseDirectory), Path.of(sourcesDirectory), connection);
    rows = new ChangeRows(reception);
  }

  @Override
  public void processElement(LogChange change, Context context, Collector<RowData> out) {
    if (change.operation() != Operation.SNAPSHOT && !filter.passes(change)) {
      return;
    }
    CapturedTable table = tables.of(change.table());
    LocalDateTime receivedAt = reception.receivedAt(Clock.systemUTC());
    ChangeRows.Outcome outcome = rows.of(change, table, receivedAt);
    outcome.accepted().forEach(row -> emit(table.contract().qualifiedName(), row, context));
    outcome.refusals().forEach(row -> emit(RecordRows.REFUSALS, row, context));
    outcome.warnings().forEach(row -> emit(RecordRows.WARNINGS, row, context));
  }

  private void emit(String table, Map<String, Object> row, Context context) {
    context.output(tags.get(table), encoders.get(table).encode(row));
  }
}
