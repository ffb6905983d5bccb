package io.mujun.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The linters of {@code warehouse/tools}, in a virtual environment of their own. */
record LintTools(Path repository, Path environment) {
  private static final List<String> PYTHONS =
      List.of("python3", "python3.12", "python3.11", "python3.10");
  private static final String SUPPORTED =
      "import sys, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))";
  private static final long INSTALL_MINUTES = 10;
  private static final long RUN_MINUTES = 5;

  /** What a program ended with. */
  record Outcome(int exitCode, String output) {}

  /** A Python that can hold the tools, or empty where this machine has none. */
  static Optional<String> python() {
    return PYTHONS.stream().filter(LintTools::isUsable).findFirst();
  }

  /**
   * Installs the tools as the lock file says; what was installed from the same lock is reused.
   *
   * @param repository root of this project
   * @param target folder for what is built
   */
  static LintTools install(String python, Path repository, Path target)
      throws IOException, InterruptedException {
    Path lock = repository.resolve("warehouse/tools/requirements.lock");
    LintTools tools = new LintTools(repository, target.resolve("lint-tools"));
    Path installed = tools.environment().resolve("installed.lock");
    if (Files.exists(installed) && Files.mismatch(installed, lock) == -1) {
      return tools;
    }
    require(
        run(
            repository,
            INSTALL_MINUTES,
            List.of(python, "-m", "venv", "--clear", tools.environment().toString())));
    require(
        run(
            repository,
            INSTALL_MINUTES,
            List.of(
                tools.program("python"),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "--requirement",
                lock.toString())));
    Files.copy(lock, installed);
    return tools;
  }

  /** Runs one of the tools at the root of this project. */
  Outcome run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program(program)));
    command.addAll(List.of(arguments));
    return run(repository, RUN_MINUTES, command);
  }

  private String program(String name) {
    return environment.resolve("bin").resolve(name).toString();
  }

  private static boolean isUsable(String python) {
    try {
      return run(Path.of("."), 1, List.of(python, "-c", SUPPORTED)).exitCode() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void require(Outcome outcome) {
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(
          "The linters could not be installed: " + outcome.output().strip());
    }
  }

  private static Outcome run(Path directory, long minutes, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("lint", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            String.join(" ", command) + " did not end within " + minutes + " minutes.");
      }
      return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
