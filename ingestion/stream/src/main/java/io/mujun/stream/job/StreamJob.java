package io.mujun.stream.job;

import io.mujun.record.RecordRows;
import io.mujun.stream.capture.DebeziumReader;
import io.mujun.stream.capture.GuardedSource;
import io.mujun.stream.capture.LogChange;
import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.lake.Lake;
import io.mujun.stream.lake.RowEncoder;
import io.mujun.stream.table.CapturedTables;
import io.mujun.stream.table.Reception;
import io.mujun.warehouse.CommitKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.cdc.connectors.base.options.StartupOptions;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.cdc.connectors.postgres.source.PostgresSourceBuilder.PostgresIncrementalSource;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.IcebergSink;

/** Builds the job: one source for all tables, one sink for each table written. */
public final class StreamJob {
  private final StreamConfiguration configuration;
  private final CapturedTables tables;
  private final Lake lake;

  public StreamJob(StreamConfiguration configuration, CapturedTables tables, Lake lake) {
    this.configuration = configuration;
    this.tables = tables;
    this.lake = lake;
  }

  /** Tables that the job writes: those of the sources, refusals and warnings. */
  private List<String> written() {
    List<String> written = new ArrayList<>();
    tables.all().forEach(table -> written.add(table.contract().qualifiedName()));
    written.add(RecordRows.REFUSALS);
    written.add(RecordRows.WARNINGS);
    return written;
  }

  void build(StreamExecutionEnvironment environment, Reception reception, long slotPosition) {
    Map<String, OutputTag<RowData>> tags = new HashMap<>();
    Map<String, RowEncoder> encoders = new HashMap<>();
    for (String table : written()) {
      RowType type = FlinkSchemaUtil.convert(lake.table(table).schema());
      tags.put(table, new OutputTag<>(table, InternalTypeInfo.of(type)));
      encoders.put(table, new RowEncoder(type));
    }
    SingleOutputStreamOperator<RowData> sorted =
        environment
            .fromSource(
                new GuardedSource(source(), slotPosition),
                org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks(),
                "changes")
            .uid("changes")
            .process(new ChangeSorter(reception, configuration, tags, encoders))
            .returns(tags.get(RecordRows.REFUSALS).getTypeInfo())
            .uid("sort")
            .name("sort");
    for (String table : written()) {
      IcebergSink.forRowData(sorted.getSideOutput(tags.get(table)))
          .tableLoader(lake.tableLoader(table))
          .distributionMode(DistributionMode.NONE)
          .uidSuffix("sink-" + table)
          .setSnapshotProperty(
              CommitKeys.RECEIVED_ON, lake.receivedOn(table, reception.receivedOn()))
          .setSnapshotProperty(CommitKeys.BATCH, batch(table, reception))
          .append();
    }
  }

  /** How checkpoints store the source's splits. */
  SimpleVersionedSerializer<SourceSplitBase> splitSerializer() {
    return source().getSplitSerializer();
  }

  private String batch(String table, Reception reception) {
    return tables.all().stream()
        .filter(captured -> captured.contract().qualifiedName().equals(table))
        .map(captured -> reception.batches().get(captured.source().source()))
        .findFirst()
        .orElseGet(() -> String.join(",", reception.batches().values().stream().sorted().toList()));
  }

  private PostgresIncrementalSource<LogChange> source() {
    StreamConfiguration.Source database = configuration.source();
    Properties debezium = new Properties();
    debezium.setProperty("publication.name", database.publication());
    debezium.setProperty("publication.autocreate.mode", "disabled");
    debezium.setProperty("decimal.handling.mode", "string");
    debezium.setProperty("tombstones.on.delete", "false");
    List<String> captured =
        tables.all().stream().map(table -> table.source().sourceTable()).toList();
    return PostgresIncrementalSource.<LogChange>builder()
        .hostname(database.host())
        .port(database.port())
        .database(database.database())
        .username(database.user())
        .password(database.password())
        .schemaList(
            captured.stream()
                .map(table -> table.substring(0, table.indexOf('.')))
                .distinct()
                .toArray(String[]::new))
        .tableList(captured.toArray(String[]::new))
        .slotName(database.slot())
        .decodingPluginName("pgoutput")
        .startupOptions(StartupOptions.initial())
        // Rows changed while the snapshot is read come again with the log: nothing that was still
        // in flight is passed over, and no second slot is needed.
        .skipSnapshotBackfill(true)
        .lsnCommitCheckpointsDelay(0)
        .connectTimeout(Duration.ofSeconds(10))
        .connectMaxRetries(1)
        .heartbeatInterval(Duration.ofSeconds(5))
        .deserializer(new DebeziumReader())
        .debeziumProperties(debezium)
        .build();
  }
}
