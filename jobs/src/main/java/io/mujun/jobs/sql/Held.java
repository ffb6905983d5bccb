package io.mujun.jobs.sql;

import io.mujun.catalog.publication.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes queries once, so that what builds upon them neither repeats nor plans them again. */
public final class Held {
  /** Up to this many rows the driver's memory holds them. */
  private static final long FEW = 20_000;

  private final SparkSession session;
  private final Map<String, Object> parameters;
  private final long few;

  /**
   * @param parameters what queries name as {@code :name}
   */
  public Held(SparkSession session, Map<String, Object> parameters) {
    this.session = session;
    this.parameters = parameters;
    boolean many = session.conf().get(Sessions.VOLUME, "").equals(Volume.MANY.name());
    this.few = many ? 0 : FEW;
  }

  boolean isFew(long rows) {
    return rows <= few;
  }

  /**
   * Computes a query's rows.
   *
   * @param most how many there may be
   * @return in one partition, which needs no exchange to be joined or grouped, where one task does
   *     what there is to do
   */
  public Dataset<Row> rows(String query, long most) {
    Dataset<Row> rows = session.sql(query, parameters);
    if (isFew(most)) {
      List<Row> held = most == 0 ? List.of() : rows.collectAsList();
      return session.createDataFrame(held, rows.schema()).coalesce(1);
    }
    // A checkpoint read twice in one plan keeps statistics of columns that are not there (Spark
    // 4.1.3: key not found), hence the frame over its rows alone
    Dataset<Row> kept = forOneTask(rows).localCheckpoint(true);
    return forOneTask(session.createDataFrame(kept.javaRDD(), kept.schema()));
  }

  /**
   * Computes the rows of several queries with the same columns.
   *
   * @param most how many rows there may be of all together
   */
  public Dataset<Row> union(List<String> queries, long most) {
    List<Callable<Dataset<Row>>> tasks = new ArrayList<>();
    queries.forEach(query -> tasks.add(() -> rows(query, most)));
    Dataset<Row> all = SideBySide.run(session, tasks).stream().reduce(Dataset::union).orElseThrow();
    return isFew(most) ? all.coalesce(1) : forOneTask(all);
  }

  /** In one partition, where one task does what there is to do. */
  private Dataset<Row> forOneTask(Dataset<Row> rows) {
    return Sessions.isOneTask(session) ? rows.coalesce(1) : rows;
  }
}
