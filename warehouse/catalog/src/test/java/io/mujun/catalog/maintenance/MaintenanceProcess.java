package io.mujun.catalog.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.MujunCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A strict maintenance of the parcels in a process of its own. */
final class MaintenanceProcess {
  private MaintenanceProcess() {}

  /** Takes the catalog's settings. */
  public static void main(String[] arguments) {
    CatalogSettings settings =
        new CatalogSettings(arguments[0], arguments[1], arguments[2], arguments[3]);
    try (MujunCatalog catalog = MujunCatalog.open(settings)) {
      new Maintenance(
              catalog,
              MaintainedCatalog.STRICT,
              Clock.offset(Clock.systemUTC(), Duration.ofHours(2)),
              outcome -> System.err.println(outcome))
          .run(List.of(MaintainedCatalog.PARCELS), Maintenance.Mode.WRITE);
    }
  }

  /** Kills it with signal 9 where it has come to a point. */
  static void killAt(CatalogSettings settings, String point) throws Exception {
    String announced = "failpoint " + point + "@" + MaintainedCatalog.PARCELS;
    Process process = start(settings, point);
    try {
      BufferedReader log =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();
      String line = log.readLine();
      while (line != null && !line.equals(announced)) {
        lines.add(line);
        line = log.readLine();
      }
      assertThat(line).as("it ended before " + point + ": " + lines).isNotNull();
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(CatalogSettings settings, String point) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dmujun.failpoint=" + point + "@" + MaintainedCatalog.PARCELS,
            "-cp",
            System.getProperty("java.class.path"),
            MaintenanceProcess.class.getName(),
            settings.uri(),
            settings.user(),
            settings.password(),
            settings.warehouse())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
