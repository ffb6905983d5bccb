package io.mujun.stream;

import java.io.Serial;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.util.Collector;

/** Reads Debezium's records as changes, each column as text. */
final class ChangeReader implements DebeziumDeserializationSchema<Change> {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(SourceRecord sourceRecord, Collector<Change> out) {
    if (!(sourceRecord.value() instanceof Struct value) || value.schema().field("op") == null) {
      return;
    }
    Struct source = value.getStruct("source");
    Operation operation = Operation.ofLetter(value.getString("op"));
    Map<String, String> before = texts(value.getStruct("before"));
    out.collect(
        new Change(
            source.getString("schema") + "." + source.getString("table"),
            operation,
            operation == Operation.SNAPSHOT ? 0 : source.getInt64("txId"),
            operation == Operation.SNAPSHOT ? 0 : source.getInt64("lsn"),
            operation == Operation.DELETE ? before : texts(value.getStruct("after")),
            operation == Operation.UPDATE ? before : Map.of()));
  }

  @Override
  public TypeInformation<Change> getProducedType() {
    return TypeInformation.of(Change.class);
  }

  private static Map<String, String> texts(Struct row) {
    Map<String, String> texts = new HashMap<>();
    if (row != null) {
      for (Field field : row.schema().fields()) {
        Object value = row.get(field);
        texts.put(field.name(), value == null ? null : text(field.schema().name(), value));
      }
    }
    return texts;
  }

  private static String text(String semantics, Object value) {
    if (semantics == null) {
      return value.toString();
    }
    return switch (semantics) {
      case "io.debezium.time.Date" -> LocalDate.ofEpochDay(((Number) value).longValue()).toString();
      case "io.debezium.time.Timestamp" -> dateTime(((Number) value).longValue(), 1_000);
      case "io.debezium.time.MicroTimestamp" -> dateTime(((Number) value).longValue(), 1_000_000);
      case "io.debezium.time.NanoTimestamp" ->
          dateTime(((Number) value).longValue(), 1_000_000_000);
      default -> value.toString();
    };
  }

  private static String dateTime(long value, long unitsOfSecond) {
    long nanos = Math.floorMod(value, unitsOfSecond) * (1_000_000_000 / unitsOfSecond);
    return LocalDateTime.ofInstant(
            Instant.ofEpochSecond(Math.floorDiv(value, unitsOfSecond), nanos), ZoneOffset.UTC)
        .toString();
  }
}
