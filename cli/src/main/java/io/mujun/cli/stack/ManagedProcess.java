package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The process of one server of a data folder: its state file, its log, its start and its end. */
final class ManagedProcess {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int LOG_LINES = 25;

  private final Settings settings;
  private final String name;
  private final Path file;

  ManagedProcess(Settings settings, String name) {
    this.settings = settings;
    this.name = name;
    this.file = settings.run().resolve(name + ".json");
  }

  /** The state of the process where it lives. */
  Optional<ProcessState> running() {
    return ProcessState.read(file).filter(state -> state.identity().live().isPresent());
  }

  /**
   * Starts the process; it need not answer yet.
   *
   * @throws MujunException PORT_TAKEN, or SERVER_START where its program cannot be started
   */
  ProcessState start(ServerDefinition definition) {
    Ports.requireFree(definition.title(), definition.port(), definition.portVariable());
    ProcessLaunch launch = definition.launch().get().inOwnSession();
    LogFile log = log();
    try {
      log.rotate();
      Process process =
          launch
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      ProcessState state =
          new ProcessState(
              ProcessIdentity.of(process.toHandle()), definition.port(), definition.fingerprint());
      state.write(file);
      return state;
    } catch (IOException e) {
      throw new MujunException(
          "SERVER_START",
          "%s cannot be started: %s".formatted(definition.title(), e.getMessage()),
          e);
    }
  }

  /**
   * Waits until a running process answers.
   *
   * @param mark where in its log to begin quoting, should it fail
   * @throws MujunException SERVER_START with the log's end where it ends or is too slow
   */
  void awaitReady(ServerDefinition definition, long mark) {
    Wait.Outcome outcome;
    try {
      outcome =
          Wait.until(
              () -> running().isEmpty() || definition.ready().getAsBoolean(),
              definition.limit(),
              PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MujunException("INTERRUPTED", definition.title() + " was not waited for.", e);
    }
    String what =
        outcome == Wait.Outcome.LIMIT_REACHED
            ? "does not answer after %d s".formatted(definition.limit().toSeconds())
            : "ended at once";
    if (outcome == Wait.Outcome.LIMIT_REACHED || running().isEmpty()) {
      throw new MujunException(
          "SERVER_START",
          "%s %s. Its log is %s and ends with\n%s"
              .formatted(definition.title(), what, log().path(), log().tail(LOG_LINES, mark)));
    }
  }

  LogFile log() {
    return LogFile.of(settings, name);
  }

  /** Asks the process and its children to end, and ends them where they do not. */
  void stop() {
    running().flatMap(state -> state.identity().live()).ifPresent(ManagedProcess::end);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    }
  }

  static void end(ProcessHandle process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (Wait.until(() -> !process.isAlive(), GRACE, PAUSE) == Wait.Outcome.LIMIT_REACHED) {
        process.destroyForcibly();
      }
      List<ProcessHandle> all = Stream.concat(Stream.of(process), children.stream()).toList();
      if (Wait.until(
              () -> all.stream().noneMatch(ProcessHandle::isAlive), Duration.ofSeconds(5), PAUSE)
          == Wait.Outcome.LIMIT_REACHED) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
