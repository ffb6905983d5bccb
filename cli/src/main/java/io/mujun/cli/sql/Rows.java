package io.mujun.cli.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A query's answer, held whole.
 *
 * @param columns names in order
 * @param rows values in order; numbers are BigDecimal, Long, Integer or Double, all else text or
 *     null
 */
record Rows(List<String> columns, List<List<Object>> rows) {

  static Rows read(ResultSet results) throws SQLException {
    ResultSetMetaData shape = results.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      columns.add(shape.getColumnLabel(i));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (results.next()) {
      Object[] row = new Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        Object value = results.getObject(i + 1);
        row[i] =
            value == null || value instanceof Number || value instanceof Boolean
                ? value
                : value.toString();
      }
      rows.add(Arrays.asList(row));
    }
    return new Rows(columns, rows);
  }
}
