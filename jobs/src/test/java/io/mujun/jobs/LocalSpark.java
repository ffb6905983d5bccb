package io.mujun.jobs;

import io.mujun.jobs.sql.TextRows;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A session without a catalog, for what needs SQL alone; the tests of one process share it. */
public final class LocalSpark {
  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", "1")
          .config("spark.sql.adaptive.enabled", "false")
          .config("spark.sql.codegen.wholeStage", "false")
          .config("spark.sql.session.timeZone", "Asia/Shanghai")
          .getOrCreate();

  private LocalSpark() {}

  public static SparkSession session() {
    return SESSION;
  }

  /** Rows of a table: each value from its text; a column that a row does not name is NULL. */
  static Dataset<Row> rows(List<Property> columns, List<Map<String, String>> rows) {
    List<String> names = columns.stream().map(Property::name).toList();
    for (Map<String, String> row : rows) {
      if (!names.containsAll(row.keySet())) {
        throw new IllegalArgumentException("not all columns of " + row + " are among " + names);
      }
    }
    return TextRows.of(SESSION, names, rows)
        .selectExpr(
            columns.stream()
                .map(column -> "cast(%1$s as %2$s) as %1$s".formatted(column.name(), type(column)))
                .toArray(String[]::new));
  }

  /** A row as texts, column by column; NULL is null. */
  static List<Map<String, String>> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(
            row -> {
              Map<String, String> texts = new TreeMap<>();
              for (String column : rows.columns()) {
                Object value = row.getAs(column);
                texts.put(column, value == null ? null : value.toString());
              }
              return texts;
            })
        .toList();
  }

  private static String type(Property column) {
    return column.type().kind() == PhysicalType.Kind.TIMESTAMP
        ? "timestamp_ntz"
        : column.type().sql();
  }
}
