package io.mujun.stream.lake;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Lays out typed values, named by column, as rows of one Iceberg table. */
public final class RowEncoder implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final RowType type;

  public RowEncoder(RowType type) {
    this.type = type;
  }

  /** A column without a value is NULL; a value without a column is left out. */
  public RowData encode(Map<String, Object> values) {
    List<RowType.RowField> fields = type.getFields();
    GenericRowData row = new GenericRowData(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Object value = values.get(fields.get(i).getName());
      row.setField(i, value == null ? null : encode(value, fields.get(i).getType()));
    }
    return row;
  }

  private static Object encode(Object value, LogicalType type) {
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    if (value instanceof LocalDate date) {
      return Math.toIntExact(date.toEpochDay());
    }
    if (value instanceof LocalDateTime time) {
      return TimestampData.fromLocalDateTime(time);
    }
    if (value instanceof BigDecimal decimal && type instanceof DecimalType decimalType) {
      return DecimalData.fromBigDecimal(
          decimal, decimalType.getPrecision(), decimalType.getScale());
    }
    return value;
  }
}
