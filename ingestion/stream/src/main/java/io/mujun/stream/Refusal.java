package io.mujun.stream;

import org.apache.iceberg.data.Record;

/**
 * Why a change is not in, and where it stood.
 *
 * @param code stable code
 * @param property property at fault, or null
 * @param text what stood there, or null
 * @param message in Chinese: what is wrong, how to mend it
 * @param database name of the connection
 * @param table table in the source database
 * @param key the record's own key in the source
 * @param position position in the log
 */
record Refusal(
    String code,
    String property,
    String text,
    String message,
    String database,
    String table,
    String key,
    String position) {
  static final String[] COLUMNS = {
    "batch_id",
    "code",
    "property",
    "text",
    "message",
    "source_database",
    "source_table",
    "source_key",
    "source_position"
  };

  /** A row of {@code ops.refusal}. */
  static Refusal of(Record row) {
    return new Refusal(
        text(row, "code"),
        text(row, "property"),
        text(row, "text"),
        text(row, "message"),
        text(row, "source_database"),
        text(row, "source_table"),
        text(row, "source_key"),
        text(row, "source_position"));
  }

  private static String text(Record row, String column) {
    return (String) row.getField(column);
  }
}
