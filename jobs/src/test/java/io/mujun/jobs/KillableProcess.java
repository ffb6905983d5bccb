package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program with this class path in a process of its own, which a test may kill or abandon. */
final class KillableProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private KillableProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a program.
   *
   * @param failpoint where it waits for its end; empty for nowhere
   */
  static KillableProcess start(Class<?> program, String failpoint, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-X"))
        .forEach(command::add);
    command.add("-Dmujun.failpoint=" + failpoint);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(arguments);
    return new KillableProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Tells it lines. */
  void tell(List<String> told) throws IOException {
    Writer input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    for (String line : told) {
      input.write(line + "\n");
    }
    input.flush();
  }

  /** Reads what it says up to a line. */
  void await(Predicate<String> wanted, String what) throws IOException {
    List<String> others = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !wanted.test(line)) {
      others.add(line);
      line = lines.readLine();
    }
    assertThat(line).as("the process ended before %s: %s", what, others).isNotNull();
  }

  /**
   * Kills it with signal 9, now or so many milliseconds later.
   *
   * @return what it had said and nobody had read
   */
  List<String> kill(int millis) throws InterruptedException {
    assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
    // The process itself would close its streams with that.
    process.toHandle().destroyForcibly();
    List<String> rest = lines.lines().toList();
    awaitEnd();
    return rest;
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
}
