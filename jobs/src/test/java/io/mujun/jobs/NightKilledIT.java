package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.catalog.Consumption;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.NightResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A night killed with signal 9 or abandoned, at four points, and started again each time. */
class NightKilledIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TABLES =
      List.of("dwd.investment_month", "dim.project", "ads.metric_value", "ads.project_progress");

  @Test
  void aNightKilledAnywhereGivesWhatAnUndisturbedOneGives() throws Exception {
    try (TestWarehouse killed = TestWarehouse.create();
        TestWarehouse undisturbed = TestWarehouse.create()) {
      for (TestWarehouse warehouse : List.of(killed, undisturbed)) {
        warehouse.receive(
            Deliveries.LEDGER,
            "2024-11-15",
            List.of(
                Deliveries.ledger("140524", "2024-10-01", "甲", "50000.00"),
                Deliveries.ledger("140821", "2024-10-01", "乙", "30000.50")));
      }
      undisturbed.night("2024-11-17", Mode.INCREMENTAL);

      for (String point :
          List.of(
              "before-audit-write@dwd.investment_month",
              "after-audit-write@ads.metric_value",
              "before-publication@2024-11-15.1")) {
        killAt(killed, point);
        assertThat(Consumption.published(killed.catalog())).as(point).isEmpty();
        assertThat(killed.catalog().table("dwd.investment_month").currentSnapshot())
            .as("what readers see when killed at " + point)
            .isNull();
      }
      abandonAt(killed, "before-publication@2024-11-15.1");
      assertThat(Consumption.published(killed.catalog())).as("when abandoned").isEmpty();
      killAt(killed, "after-publication@2024-11-15.1");
      assertThat(killed.night("2024-11-17", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);

      for (String table : TABLES) {
        assertThat(rows(killed, table)).as(table).isEqualTo(rows(undisturbed, table));
      }
      for (String query :
          List.of(
              "select publication_id, run_id, as_at from ads.publication",
              "select run_id, table_name, check_name, passed, failing_rows from ops.check_result"
                  + " order by table_name, check_name")) {
        assertThat(killed.query(query)).as(query).isEqualTo(undisturbed.query(query));
      }
      assertPublicationListsWhatStands(killed);
    }
  }

  private static List<String> rows(TestWarehouse warehouse, String table) {
    return warehouse.query("select * from " + table).stream().map(Row::toString).sorted().toList();
  }

  private static void assertPublicationListsWhatStands(TestWarehouse warehouse) throws IOException {
    JsonNode listed =
        JSON.readTree(warehouse.query("select tables from ads.publication").get(0).getString(0));
    Map<String, Long> standing = new TreeMap<>();
    listed
        .fieldNames()
        .forEachRemaining(
            table -> {
              Snapshot current = warehouse.catalog().table(table).currentSnapshot();
              standing.put(table, current.snapshotId());
            });
    assertThat(standing).isNotEmpty();
    standing.forEach(
        (table, snapshot) -> assertThat(listed.path(table).asLong()).as(table).isEqualTo(snapshot));
  }

  /** Runs a night in a process of its own and kills it where it has come to the point. */
  private static void killAt(TestWarehouse warehouse, String point) throws Exception {
    stopAt(warehouse, point, Process::destroyForcibly);
  }

  /** Runs a night in a process of its own and goes away where it has come to the point. */
  private static void abandonAt(TestWarehouse warehouse, String point) throws Exception {
    stopAt(
        warehouse,
        point,
        process -> {
          try {
            process.getOutputStream().close();
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  private static void stopAt(TestWarehouse warehouse, String point, Consumer<Process> stop)
      throws Exception {
    Process process = start(point);
    try {
      Writer input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
      input.write(configuration(warehouse) + "\n");
      input.write("{\"request\":\"night\",\"date\":\"2024-11-17\"}\n");
      input.flush();
      BufferedReader log =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();
      String line = log.readLine();
      while (line != null && !line.equals("failpoint " + point)) {
        lines.add(line);
        line = log.readLine();
      }
      assertThat(line).as("the process ended before " + point + ": " + lines).isNotNull();
      stop.accept(process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String point) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-X"))
        .forEach(command::add);
    command.add("-Dmujun.failpoint=" + point);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(NightlyMain.class.getName());
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String configuration(TestWarehouse warehouse) throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "catalog",
            Map.of(
                "uri", warehouse.settings().uri(),
                "user", warehouse.settings().user(),
                "password", warehouse.settings().password(),
                "warehouse", warehouse.settings().warehouse()),
            "warehouseDirectory",
            TestWarehouse.DECLARATIONS.toString()));
  }
}
