package io.mujun.stream.capture;

import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import java.io.Serial;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.util.Collector;

/** Reads Debezium's records as changes, each column as a cell. */
public final class DebeziumReader implements DebeziumDeserializationSchema<LogChange> {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(SourceRecord sourceRecord, Collector<LogChange> out) {
    if (!(sourceRecord.value() instanceof Struct value) || value.schema().field("op") == null) {
      return;
    }
    Struct source = value.getStruct("source");
    Operation operation = Operation.ofLetter(value.getString("op"));
    Map<String, Cell> before = cells(value.getStruct("before"));
    out.collect(
        new LogChange(
            source.getString("schema") + "." + source.getString("table"),
            operation,
            operation == Operation.SNAPSHOT ? 0 : source.getInt64("txId"),
            operation == Operation.SNAPSHOT ? 0 : source.getInt64("lsn"),
            operation == Operation.DELETE ? before : cells(value.getStruct("after")),
            operation == Operation.UPDATE ? before : Map.of()));
  }

  @Override
  public TypeInformation<LogChange> getProducedType() {
    return TypeInformation.of(LogChange.class);
  }

  private static Map<String, Cell> cells(Struct row) {
    Map<String, Cell> cells = new HashMap<>();
    if (row != null) {
      for (Field field : row.schema().fields()) {
        Cell cell = DatabaseCells.cell(field.name(), value(field.schema().name(), row.get(field)));
        if (cell != null) {
          cells.put(field.name(), cell);
        }
      }
    }
    return cells;
  }

  private static Object value(String semantics, Object value) {
    if (semantics == null || value == null) {
      return value;
    }
    return switch (semantics) {
      case "io.debezium.time.Date" -> LocalDate.ofEpochDay(((Number) value).longValue());
      case "io.debezium.time.Timestamp" -> dateTime(((Number) value).longValue(), 1_000);
      case "io.debezium.time.MicroTimestamp" -> dateTime(((Number) value).longValue(), 1_000_000);
      case "io.debezium.time.NanoTimestamp" ->
          dateTime(((Number) value).longValue(), 1_000_000_000);
      case "io.debezium.time.ZonedTimestamp" -> OffsetDateTime.parse((String) value);
      default -> value;
    };
  }

  private static LocalDateTime dateTime(long value, long unitsOfSecond) {
    long nanos = Math.floorMod(value, unitsOfSecond) * (1_000_000_000 / unitsOfSecond);
    return LocalDateTime.ofInstant(
        Instant.ofEpochSecond(Math.floorDiv(value, unitsOfSecond), nanos), ZoneOffset.UTC);
  }
}
