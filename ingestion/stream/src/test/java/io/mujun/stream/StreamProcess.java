package io.mujun.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.stream.source.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The stream as its own process, as the command line starts it. */
final class StreamProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private StreamProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "events");
    reader.start();
  }

  static StreamProcess start(ObjectNode configuration, Path log) throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + target.resolve("classes/jvm.options"),
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "io.mujun.stream.StreamMain")
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process
        .getOutputStream()
        .write((JSON.writeValueAsString(configuration) + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return new StreamProcess(process);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(JSON.readTree(line));
      }
    } catch (IOException killed) {
      return;
    }
  }

  /** Waits until the process tells that a stage begins. */
  void awaitStage(String stage) throws InterruptedException {
    Deadline wait = Deadline.seconds(LIMIT_SECONDS);
    while (events.stream().noneMatch(event -> event.path("stage").asText().equals(stage))) {
      if (!process.isAlive() || !wait.again()) {
        throw new AssertionError("No stage " + stage + ": " + events);
      }
    }
  }

  /** Waits for the end; the last event. */
  JsonNode end() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("No end after " + LIMIT_SECONDS + " s: " + events);
    }
    reader.join();
    if (events.isEmpty()) {
      throw new AssertionError("No event; exit code " + process.exitValue());
    }
    return events.get(events.size() - 1);
  }

  /** Waits for the end, which must be a result. */
  JsonNode result() throws InterruptedException {
    JsonNode last = end();
    if (!last.path("event").asText().equals("result")) {
      throw new AssertionError("No result: " + events);
    }
    return last;
  }

  /** Closes the input, which asks the process to end. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Ends it as a power failure would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
