package io.mujun.cli.stack;

import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Superset's private virtual environment, installed once for each lock file. A marker, written
 * last, says which: without it an environment is made anew.
 */
final class SupersetEnvironment {
  private static final Pattern NO_NETWORK =
      Pattern.compile(
          "NewConnectionError|ConnectTimeout|ReadTimeoutError|name resolution|ProxyError"
              + "|Network is unreachable|Connection refused|No matching distribution");
  private static final String LOG = "superset-install";

  private final Settings settings;
  private final Path folder;
  private final Path lock;

  SupersetEnvironment(Settings settings) {
    this.settings = settings;
    this.folder = settings.data().resolve("superset").resolve("venv");
    this.lock = settings.home().resolve("dashboards/superset/requirements.lock");
  }

  /** A program of the environment. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Whether the environment is installed as the lock says. */
  boolean isInstalled() {
    try {
      return Files.exists(marker()) && Files.readString(marker()).equals(wanted());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Installs the environment where it is not.
   *
   * @throws MujunException PYTHON_MISSING, PYTHON_UNFIT, NETWORK_MISSING or SUPERSET_INSTALL
   */
  void ensure(Progress progress) {
    if (isInstalled()) {
      return;
    }
    Python python = Pythons.of(settings).forSuperset();
    progress.tell(
        "Installing Superset with Python %s into %s (once, some minutes)"
            .formatted(python.version(), folder));
    try {
      Files.createDirectories(folder.getParent());
      FileTrees.delete(folder);
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    }
    run(
        "makes no virtual environment",
        List.of(python.program().toString(), "-m", "venv", folder.toString()));
    run(
        "could not be installed",
        List.of(
            program("python").toString(),
            "-m",
            "pip",
            "install",
            "--require-hashes",
            "--no-input",
            "--disable-pip-version-check",
            "--retries=2",
            "--timeout=30",
            "--progress-bar=off",
            "--requirement",
            lock.toString()));
    try {
      Files.writeString(marker(), wanted());
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    }
  }

  private Path marker() {
    return folder.resolve(".installed");
  }

  private String wanted() {
    return new Fingerprint().contents(lock).hex();
  }

  private void run(String fault, List<String> command) {
    ProgramRun run = ProgramRun.of(command, LogFile.of(settings, LOG));
    if (run.exit() == 0) {
      return;
    }
    if (NO_NETWORK.matcher(run.output()).find()) {
      throw new MujunException(
          "NETWORK_MISSING",
          "Superset's packages cannot be fetched: the Python package registry does not answer. Connect this machine, or name a mirror in PIP_INDEX_URL, and try again. The log is %s and ends with\n%s"
              .formatted(LogFile.of(settings, LOG).path(), run.output()));
    }
    throw new MujunException(
        "SUPERSET_INSTALL",
        "Superset %s. The log is %s and ends with\n%s"
            .formatted(fault, LogFile.of(settings, LOG).path(), run.output()));
  }
}
