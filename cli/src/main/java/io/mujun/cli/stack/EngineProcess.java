package io.mujun.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.warehouse.MujunException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A process that does work for a command: it reads one JSON object a line, first its configuration,
 * then requests, and writes one JSON object a line, with {@code event} saying what it is: {@code
 * result} or {@code error} ends a request, all others are progress. The end of its input tells it
 * to end, so that it cannot outlive this process. What it logs goes to {@code logs/<name>.log}.
 *
 * <p>Not for several threads.
 */
public final class EngineProcess implements AutoCloseable {
  /** Code of a process that was not done within its limit. */
  public static final String TIMED_OUT = "ENGINE_TIMED_OUT";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration GRACE_TO_ARCHIVE = Duration.ofMinutes(3);
  private static final int LOG_LINES = 20;

  private final String name;
  private final LogFile log;
  private final long mark;
  private final Process process;
  private final Optional<ClassArchive> archive;
  private final BufferedWriter input;
  private final BufferedReader output;
  private boolean endsByItself;

  private EngineProcess(EngineLaunch launch, LogFile log, long mark, Process process) {
    this.name = launch.name();
    this.archive = launch.archive();
    this.log = log;
    this.mark = mark;
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.output = process.inputReader(StandardCharsets.UTF_8);
    Shutdown.register(this);
  }

  /**
   * Starts the process and hands it its configuration.
   *
   * @param configuration secrets included: none stands on the command line
   * @throws MujunException ENGINE_START where it cannot be started
   */
  public static EngineProcess start(
      Settings settings, EngineLaunch launch, JsonNode configuration) {
    DataFolder.prepare(settings);
    LogFile log = LogFile.of(settings, launch.name());
    EngineProcess engine;
    try {
      log.rotate();
      long mark = log.length();
      Process process =
          launch
              .launch()
              .builder()
              .redirectError(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
              .start();
      engine = new EngineProcess(launch, log, mark, process);
    } catch (IOException e) {
      throw new MujunException(
          "ENGINE_START", "%s cannot be started: %s".formatted(launch.name(), e.getMessage()), e);
    }
    try {
      engine.send(configuration);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    return engine;
  }

  /**
   * Sends a request and waits for its result.
   *
   * @param progress told every event before the result
   * @return the result event
   * @throws MujunException with the code and message of the engine's error event, or ENGINE_ENDED
   *     with the end of its log where it ended without one
   */
  public JsonNode request(JsonNode request, Consumer<JsonNode> progress) {
    send(request);
    return await(progress);
  }

  /**
   * Waits for the result of a process that has but its configuration to work on, and ends by
   * itself.
   *
   * @throws MujunException as {@link #request}
   */
  public JsonNode result(Consumer<JsonNode> progress) {
    JsonNode result = await(progress);
    endsByItself = true;
    return result;
  }

  /**
   * The same, but not for longer than a limit: a process that is not done by then is killed.
   *
   * @throws MujunException as {@link #request}, or {@link #TIMED_OUT}
   */
  public JsonNode result(Consumer<JsonNode> progress, Duration limit) {
    AtomicBoolean overdue = new AtomicBoolean();
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            () -> {
              overdue.set(true);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return result(progress);
    } catch (MujunException failed) {
      if (!overdue.get()) {
        throw failed;
      }
      throw new MujunException(
          TIMED_OUT,
          "%s was not done within %d s and was stopped. Its log is %s."
              .formatted(name, limit.toSeconds(), log.path()),
          failed);
    } finally {
      watch.cancel(false);
    }
  }

  /**
   * Tells the process that no request will follow, and waits for its result: for one that has but
   * its configuration to work on.
   *
   * @throws MujunException as {@link #request}
   */
  public JsonNode finish(Consumer<JsonNode> progress) {
    try {
      input.close();
    } catch (IOException e) {
      throw ended(e);
    }
    return await(progress);
  }

  private void send(JsonNode message) {
    try {
      input.write(JSON.writeValueAsString(message));
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw ended(e);
    }
  }

  private JsonNode await(Consumer<JsonNode> progress) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        JsonNode event = event(line);
        switch (event.path("event").asText()) {
          case "result" -> {
            return event;
          }
          case "error" ->
              throw new MujunException(
                  event.path("code").asText("ENGINE_FAILED"),
                  event.path("message").asText("The engine gave no reason.")
                      + " Its log is "
                      + log.path()
                      + ".");
          case "" -> keep(line);
          default -> progress.accept(event);
        }
      }
      throw ended(null);
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** What a library prints between the events is no event: it belongs in the log. */
  private void keep(String line) throws IOException {
    Files.writeString(log.path(), line + "\n", StandardOpenOption.APPEND);
  }

  private static JsonNode event(String line) {
    try {
      return line.startsWith("{") ? JSON.readTree(line) : JSON.missingNode();
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private MujunException ended(IOException cause) {
    return new MujunException(
        "ENGINE_ENDED",
        "%s ended before it was done (%s). Its log is %s and ends with\n%s"
            .formatted(name, exit(), log.path(), log.tail(LOG_LINES, mark)),
        cause);
  }

  private String exit() {
    try {
      return process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)
          ? "exit code " + process.exitValue()
          : "it closed its output";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Ends the process: by the end of its input, or by force where that does not help. */
  @Override
  public void close() {
    boolean leaves = archive.filter(ClassArchive::isToBeLeft).isPresent();
    Duration grace = leaves ? GRACE_TO_ARCHIVE : GRACE;
    try {
      // One that is told to end while it ends by itself may leave its archive unfinished.
      if (!(leaves && endsByItself && process.waitFor(grace.toSeconds(), TimeUnit.SECONDS))) {
        closeInput();
      }
      if (!process.waitFor(grace.toSeconds(), TimeUnit.SECONDS)) {
        ManagedProcess.end(process.toHandle());
      } else if (process.exitValue() == 0) {
        archive.ifPresent(ClassArchive::keep);
      }
      output.close();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Shutdown.unregister(this);
    }
  }

  private void closeInput() {
    try {
      input.close();
    } catch (IOException e) {
      // A process that has ended takes no more input.
    }
  }
}
