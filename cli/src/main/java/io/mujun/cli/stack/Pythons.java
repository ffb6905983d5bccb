package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a Python from 3.10 to 3.12 on the {@code PATH}, in pyenv, or in the usual folders. */
final class Pythons {
  private static final Pattern FITTING = Pattern.compile("3\\.1[0-2]\\.\\d+.*");
  private static final List<String> NAMES =
      List.of("python3.11", "python3.12", "python3.10", "python3");
  private static final String QUESTION =
      "import platform, venv, ensurepip; print(platform.python_version())";

  private final Settings settings;
  private final Map<String, String> environment;
  private final Path root;
  private final Path user;

  Pythons(Settings settings, Map<String, String> environment, Path root, Path user) {
    this.settings = settings;
    this.environment = environment;
    this.root = root;
    this.user = user;
  }

  static Pythons of(Settings settings) {
    return new Pythons(
        settings, System.getenv(), Path.of("/"), Path.of(System.getProperty("user.home")));
  }

  /**
   * The Python for Superset.
   *
   * @throws MujunException PYTHON_MISSING, or PYTHON_UNFIT where the one that was named does not
   *     serve
   */
  Python forSuperset() {
    if (settings.python().isPresent()) {
      Path program = settings.python().get();
      return ask(program)
          .filter(Pythons::isFitting)
          .orElseThrow(
              () ->
                  new MujunException(
                      "PYTHON_UNFIT",
                      "%s=%s is not a Python from 3.10 to 3.12 with the modules venv and ensurepip. Correct it, or unset it so that one is searched for."
                          .formatted(Settings.PYTHON, program)));
    }
    List<String> seen = new ArrayList<>();
    for (Path candidate : candidates().distinct().toList()) {
      Optional<Python> python = ask(candidate);
      if (python.filter(Pythons::isFitting).isPresent()) {
        return python.get();
      }
      seen.add(
          candidate
              + python
                  .map(found -> " (" + found.version() + ")")
                  .orElse(" (no venv or ensurepip)"));
    }
    throw new MujunException(
        "PYTHON_MISSING",
        """
        Superset needs a Python from 3.10 to 3.12 with the modules venv and ensurepip, and %s.
        Get one: apt-get install python3 python3-venv (Debian, Ubuntu), dnf install python3.12 (Fedora),
        brew install python@3.11 (macOS), or pyenv install 3.11.
        Where it is not found by itself, set %s to its program."""
            .formatted(
                seen.isEmpty()
                    ? "no Python at all was found"
                    : "found were only " + String.join(", ", seen),
                Settings.PYTHON));
  }

  private static boolean isFitting(Python python) {
    return FITTING.matcher(python.version()).matches();
  }

  private Stream<Path> candidates() {
    List<Path> folders =
        new ArrayList<>(
            Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .flatMap(Jdks::path)
                .toList());
    Stream.of("usr/local/bin", "usr/bin", "opt/homebrew/bin")
        .map(root::resolve)
        .forEach(folders::add);
    try (Stream<Path> versions = Files.list(user.resolve(".pyenv/versions"))) {
      versions.sorted().map(version -> version.resolve("bin")).forEach(folders::add);
    } catch (IOException e) {
      // No pyenv here.
    }
    return NAMES.stream()
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable);
  }

  /** Asks an interpreter for its version; empty where it does not answer or lacks a module. */
  private static Optional<Python> ask(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-I", "-c", QUESTION)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? Optional.of(new Python(program, answer)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
