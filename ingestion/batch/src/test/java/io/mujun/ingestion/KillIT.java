package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at every step; started again, the result is that of an undisturbed run. */
class KillIT {
  private static final List<String> LEDGERS =
      List.of(
          "ods.investment_ledger",
          "ods.land_ledger",
          "ods.target_ledger",
          "ods.statement",
          "ops.batch",
          "ops.refusal",
          "ops.submission",
          "ops.warning");
  private static final List<String> EXCHANGE =
      List.of(
          "ods.project_register",
          "ods.investment_statistics",
          "ops.batch",
          "ops.refusal",
          "ops.watermark");

  @TempDir Path undisturbedData;
  @TempDir Path killedData;

  @Test
  void ledgersAreWholeAfterKills() throws Exception {
    killAndCompare("-", LEDGERS, "KEPT 2", "READ 3", "STAGED 1", "READ 1", "COMMITTED 5");
  }

  @Test
  void exchangeTablesAreWholeAfterKills() throws Exception {
    String county = Stage.createDatabase("exchange");
    try (Connection connection = DriverManager.getConnection(county, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String part : List.of("schema", "2024-11-15")) {
        statement.execute(
            Files.readString(
                Stage.ROOT
                    .resolve("samples/databases")
                    .resolve(part)
                    .resolve("county_exchange.sql")));
      }
    }
    killAndCompare(county, EXCHANGE, "READ 1", "STAGED 2", "COMMITTED 2", "READ 2", "STAGED 1");
  }

  private void killAndCompare(String exchange, List<String> tables, String... points)
      throws Exception {
    try (Stage undisturbed = Stage.open(undisturbedData);
        Stage killed = Stage.open(killedData)) {
      KilledIngestion.ingest(
          undisturbed.context(Stage.rules(), KilledIngestion.DAY), exchange, IngestProgress.SILENT);
      for (String point : points) {
        kill(killed, exchange, point);
      }
      KilledIngestion.ingest(
          killed.context(Stage.rules(), KilledIngestion.DAY), exchange, IngestProgress.SILENT);
      for (String table : tables) {
        assertThat(comparable(killed, table))
            .as(table)
            .containsExactlyInAnyOrderElementsOf(comparable(undisturbed, table));
      }
      assertThat(comparable(undisturbed, tables.get(0))).isNotEmpty();
    }
  }

  /**
   * Rows without what is the run's that came through: the time of reception, and whether it read
   * the whole table in one go.
   */
  private static List<Map<String, Object>> comparable(Stage stage, String table) {
    List<Map<String, Object>> rows = stage.rows(table);
    rows.forEach(row -> row.keySet().removeAll(Set.of("received_at", "stated_at", "compared_on")));
    return rows;
  }

  private static void kill(Stage stage, String exchange, String point) throws Exception {
    List<String> step = List.of(point.split(" ", -1));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            KilledIngestion.class.getName(),
            stage.settings().uri(),
            stage.data().toString(),
            step.get(0),
            step.get(1),
            exchange);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).as("at %s", point).isEqualTo("reached");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
