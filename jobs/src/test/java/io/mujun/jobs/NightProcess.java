package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A night in a process of its own, which a test may kill or abandon. */
final class NightProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader lines;

  private NightProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a night.
   *
   * @param failpoint where it waits for its end; empty for nowhere
   */
  static NightProcess start(TestWarehouse warehouse, String date, String failpoint)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-X"))
        .forEach(command::add);
    command.add("-Dmujun.failpoint=" + failpoint);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(NightlyMain.class.getName());
    NightProcess night =
        new NightProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    Writer input = new OutputStreamWriter(night.process.getOutputStream(), StandardCharsets.UTF_8);
    input.write(configuration(warehouse) + "\n");
    input.write(JSON.writeValueAsString(Map.of("request", "night", "date", date)) + "\n");
    input.flush();
    return night;
  }

  /** Waits until the process has come to its failpoint. */
  void awaitFailpoint(String failpoint) throws IOException {
    await(line -> line.equals("failpoint " + failpoint), failpoint);
  }

  /** Waits until so many models have run, or the night has come to its end. */
  void awaitModels(int models) throws IOException {
    int[] left = {models};
    if (models > 0) {
      await(
          line -> {
            left[0] -= line.contains("\"event\":\"progress\"") ? 1 : 0;
            return left[0] == 0 || line.contains("\"event\":\"result\"");
          },
          models + " models");
    }
  }

  private void await(Predicate<String> wanted, String what) throws IOException {
    List<String> others = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !wanted.test(line)) {
      others.add(line);
      line = lines.readLine();
    }
    assertThat(line).as("the process ended before %s: %s", what, others).isNotNull();
  }

  /** Kills the process with signal 9, now or so many milliseconds later. */
  void kill(int millis) throws InterruptedException {
    assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
    process.destroyForcibly();
    awaitEnd();
  }

  /** Goes away, as a command line that was closed. */
  void abandon() throws IOException, InterruptedException {
    process.getOutputStream().close();
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
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
