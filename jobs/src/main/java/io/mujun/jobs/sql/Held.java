package io.mujun.jobs.sql;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that are computed once, so that what builds upon them neither repeats nor plans it again.
 */
public final class Held {
  /** Up to this many rows the driver's memory holds them. */
  private static final long FEW = 20_000;

  private Held() {}

  static boolean isFew(long rows) {
    return rows <= FEW;
  }

  /**
   * Computes a query's rows.
   *
   * @param most how many there may be
   * @return few of them in one partition, which needs no exchange to be joined or grouped
   */
  public static Dataset<Row> of(SparkSession session, Dataset<Row> rows, long most) {
    if (most == 0) {
      return session.createDataFrame(List.of(), rows.schema());
    }
    if (isFew(most)) {
      return session.createDataFrame(rows.collectAsList(), rows.schema()).coalesce(1);
    }
    // A checkpoint read twice in one plan keeps statistics of columns that are not there (Spark
    // 4.1.3: key not found), hence the frame over its rows alone
    Dataset<Row> kept = rows.localCheckpoint(true);
    return session.createDataFrame(kept.javaRDD(), kept.schema());
  }
}
