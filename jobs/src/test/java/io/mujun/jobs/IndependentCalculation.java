package io.mujun.jobs;

import io.mujun.catalog.MujunCatalog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * All metrics computed once more, by another engine (DuckDB) and other SQL: the models of {@code
 * bench/dbt}, written from what the metrics mean. It reads the data files of the {@code ods} tables
 * and the code files, nothing that a night made, and compares with {@code ads.metric_value}.
 */
final class IndependentCalculation implements AutoCloseable {
  private static final Path MODELS = Path.of("..", "bench", "dbt");

  private final Connection connection;

  /** Computes the figures as at a day, and what differs from those that are published. */
  IndependentCalculation(MujunCatalog catalog, Path codes, LocalDate asAt)
      throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    DbtProject project = new DbtProject(MODELS);
    for (String schema : List.of("codes", "ods", "ads")) {
      run("create schema " + schema);
    }
    for (String code : project.sources("codes")) {
      run(
          "create table codes.%s as from read_csv('%s', all_varchar = true, comment = '#', header = true)"
              .formatted(code, codes.resolve(code + ".csv")));
    }
    for (String layer : List.of("ods", "ads")) {
      for (String source : project.sources(layer)) {
        load(catalog.table(layer + "." + source), layer + "." + source);
      }
    }
    run(project.functions(asAt));
    for (Map.Entry<String, String> model : project.models().entrySet()) {
      run("create table main.%s as%n%s".formatted(model.getKey(), model.getValue()));
    }
  }

  private void load(Table table, String name) throws SQLException, IOException {
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new IllegalStateException(task.file().location() + " has deletes");
        }
        files.add("'" + Path.of(URI.create(task.file().location())) + "'");
      }
    }
    run(
        "create view %s as from read_parquet([%s], hive_partitioning = false)"
            .formatted(name, String.join(", ", files)));
  }

  /** How many figures both sides have, of how many metrics, scopes and months. */
  String compared() throws SQLException {
    return rows("select format('{} figures of {} metrics × {} scopes × {} months compared, {} differ',"
            + " count(*), count(distinct metric), count(distinct (scope_kind, scope_code)),"
            + " count(distinct period), (select count(*) from difference)) from figure")
        .get(0);
  }

  /** How many scores and parts of them the independent side has. */
  String scored() throws SQLException {
    return rows("select format('{} scores ({} with a total) of {} parts compared, {} differ',"
            + " count(*), count(score_low), (select count(*) from score_part),"
            + " (select count(*) from score_difference)) from score")
        .get(0);
  }

  /** The first scores and parts that differ. */
  List<String> scoreDifferences() throws SQLException {
    return rows(
        "select concat_ws(chr(10), what, published_row, computed_row) from score_difference"
            + " order by what, zone_code, period limit 10");
  }

  /** The first that differ, the published side first. */
  List<String> differences() throws SQLException {
    return rows(
        "select concat_ws(chr(10), what, published::varchar, computed::varchar) from difference"
            + " order by metric, scope_kind, scope_code, period limit 10");
  }

  /** What a city should show for the comparison to say something, and this one does not. */
  List<String> missingCases() throws SQLException {
    return rows("select name from shown where not is_shown");
  }

  private List<String> rows(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new SQLException(sql.lines().limit(40).collect(Collectors.joining("\n")), failed);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
