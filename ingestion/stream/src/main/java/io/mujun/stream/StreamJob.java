package io.mujun.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.cdc.connectors.base.options.StartupOptions;
import org.apache.flink.cdc.connectors.postgres.source.PostgresSourceBuilder.PostgresIncrementalSource;
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
final class StreamJob {
  private final StreamConfiguration configuration;
  private final Mappers mappers;
  private final Lake lake;

  StreamJob(StreamConfiguration configuration, Mappers mappers, Lake lake) {
    this.configuration = configuration;
    this.mappers = mappers;
    this.lake = lake;
  }

  /** Tables that the job writes: those of the sources, refusals and warnings. */
  static List<String> tables(Mappers mappers) {
    List<String> tables = new ArrayList<>();
    mappers.all().forEach(mapper -> tables.add(mapper.contract().qualifiedName()));
    tables.add(ChangeSorter.REFUSAL);
    tables.add(ChangeSorter.WARNING);
    return tables;
  }

  void build(
      StreamExecutionEnvironment environment, String run, Reception reception, long slotPosition) {
    Map<String, OutputTag<RowData>> tags = new HashMap<>();
    Map<String, RowEncoder> encoders = new HashMap<>();
    for (String table : tables(mappers)) {
      RowType type = FlinkSchemaUtil.convert(lake.table(table).schema());
      tags.put(table, new OutputTag<>(table, InternalTypeInfo.of(type)));
      encoders.put(table, new RowEncoder(type));
    }
    SingleOutputStreamOperator<RowData> sorted =
        environment
            .fromSource(
                new GuardedSource(source(), run, slotPosition),
                org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks(),
                "changes")
            .uid("changes")
            .process(new ChangeSorter(run, reception, configuration, tags, encoders))
            .returns(tags.get(ChangeSorter.REFUSAL).getTypeInfo())
            .uid("sort")
            .name("sort");
    for (String table : tables(mappers)) {
      IcebergSink.forRowData(sorted.getSideOutput(tags.get(table)))
          .tableLoader(lake.tableLoader(table))
          .distributionMode(DistributionMode.NONE)
          .uidSuffix("sink-" + table)
          .setSnapshotProperty(Lake.RECEIVED_ON, lake.receivedOn(table, reception.receivedOn()))
          .setSnapshotProperty(Lake.BATCH, batch(table, reception))
          .append();
    }
  }

  private String batch(String table, Reception reception) {
    return mappers.all().stream()
        .filter(mapper -> mapper.contract().qualifiedName().equals(table))
        .map(mapper -> reception.batches().get(mapper.source().source()))
        .findFirst()
        .orElseGet(() -> String.join(",", reception.batches().values().stream().sorted().toList()));
  }

  private PostgresIncrementalSource<Change> source() {
    StreamConfiguration.Source database = configuration.source();
    Properties debezium = new Properties();
    debezium.setProperty("publication.name", database.publication());
    debezium.setProperty("publication.autocreate.mode", "disabled");
    debezium.setProperty("decimal.handling.mode", "string");
    debezium.setProperty("tombstones.on.delete", "false");
    List<String> tables =
        mappers.all().stream().map(mapper -> mapper.source().sourceTable()).toList();
    return PostgresIncrementalSource.<Change>builder()
        .hostname(database.host())
        .port(database.port())
        .database(database.database())
        .username(database.user())
        .password(database.password())
        .schemaList(
            tables.stream()
                .map(table -> table.substring(0, table.indexOf('.')))
                .distinct()
                .toArray(String[]::new))
        .tableList(tables.toArray(String[]::new))
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
        .deserializer(new ChangeReader())
        .debeziumProperties(debezium)
        .build();
  }
}
