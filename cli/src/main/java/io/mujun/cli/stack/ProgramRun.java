package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of a short program, to its end.
 *
 * @param exit its exit code
 * @param output the end of what it wrote to the log
 */
record ProgramRun(int exit, String output) {
  private static final int LINES = 15;

  /**
   * Runs a program with its output appended to a log.
   *
   * @throws MujunException PROGRAM_MISSING where it cannot be started, INTERRUPTED
   */
  static ProgramRun of(List<String> command, LogFile log) {
    return of(command, Path.of("/dev/null"), log);
  }

  /** As {@link #of(List, LogFile)}, with a file for the program to read. */
  static ProgramRun of(List<String> command, Path input, LogFile log) {
    try {
      log.rotate();
      long mark = log.length();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
              .start();
      return new ProgramRun(process.waitFor(), log.tail(LINES, mark));
    } catch (IOException e) {
      throw new MujunException(
          "PROGRAM_MISSING",
          "%s cannot be started: %s".formatted(command.get(0), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MujunException("INTERRUPTED", command.get(0) + " was interrupted.", e);
    }
  }
}
