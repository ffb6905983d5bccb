package io.mujun.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A night in a process of its own, which a test may kill or abandon. */
final class NightProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KillableProcess process;

  private NightProcess(KillableProcess process) {
    this.process = process;
  }

  /**
   * Starts a night.
   *
   * @param failpoint where it waits for its end; empty for nowhere
   */
  static NightProcess start(TestWarehouse warehouse, String date, String failpoint)
      throws IOException {
    KillableProcess process = KillableProcess.start(NightlyMain.class, failpoint, List.of());
    process.tell(
        List.of(
            configuration(warehouse),
            JSON.writeValueAsString(Map.of("request", "night", "date", date))));
    return new NightProcess(process);
  }

  /** Waits until the process has come to its failpoint. */
  void awaitFailpoint(String failpoint) throws IOException {
    process.await(line -> line.equals("failpoint " + failpoint), failpoint);
  }

  /** Waits until so many models have run, or the night has come to its end. */
  void awaitModels(int models) throws IOException {
    int[] left = {models};
    if (models > 0) {
      process.await(
          line -> {
            left[0] -= line.contains("\"event\":\"progress\"") ? 1 : 0;
            return left[0] == 0 || line.contains("\"event\":\"result\"");
          },
          models + " models");
    }
  }

  /** Kills the process with signal 9, now or so many milliseconds later. */
  void kill(int millis) throws InterruptedException {
    process.kill(millis);
  }

  /** Goes away, as a command line that was closed. */
  void abandon() throws IOException, InterruptedException {
    process.abandon();
  }

  @Override
  public void close() {
    process.close();
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
            warehouse.declarations().toString()));
  }
}
