package io.mujun.sample;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows as insert statements of at most {@value #ROWS} rows each. */
final class SqlInserts {
  private static final int ROWS = 500;

  private final Writer writer;
  private final String table;
  private final String columns;
  private final List<String> rows = new ArrayList<>();

  /**
   * @param columns names, in the order of the values
   */
  SqlInserts(Writer writer, String table, String columns) {
    this.writer = writer;
    this.table = table;
    this.columns = columns;
  }

  /** Adds a row; numbers stand bare, null is null, anything else is quoted. */
  void add(List<?> values) throws IOException {
    rows.add(
        values.stream().map(SqlInserts::literal).collect(Collectors.joining(", ", "  (", ")")));
    if (rows.size() == ROWS) {
      flush();
    }
  }

  /** Writes the rows that wait. */
  void flush() throws IOException {
    if (!rows.isEmpty()) {
      writer.write("insert into %s\n  (%s)\nvalues\n".formatted(table, columns));
      writer.write(String.join(",\n", rows));
      writer.write(";\n\n");
      rows.clear();
    }
  }

  private static String literal(Object value) {
    if (value == null) {
      return "null";
    }
    return value instanceof Number
        ? value.toString()
        : "'" + value.toString().replace("'", "''") + "'";
  }
}
