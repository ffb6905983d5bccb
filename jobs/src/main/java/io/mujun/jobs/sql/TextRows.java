package io.mujun.jobs.sql;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows of texts, as a code file has them. */
public final class TextRows {
  private TextRows() {}

  public static Dataset<Row> of(
      SparkSession session, List<String> columns, List<Map<String, String>> rows) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    List<Row> values =
        rows.stream()
            .map(row -> RowFactory.create(columns.stream().map(row::get).toArray()))
            .toList();
    return session.createDataFrame(values, schema);
  }
}
