package io.mujun.cli;

import io.mujun.cli.stack.Settings;
import io.mujun.warehouse.MujunException;
import java.nio.file.Path;
import java.util.Map;

/** The repository from which the command line runs; the launcher names it. */
final class Home {
  private Home() {}

  static Settings settings() {
    Map<String, String> environment = System.getenv();
    String home = environment.get("MUJUN_HOME");
    if (home == null) {
      throw new MujunException(
          "HOME_MISSING", "MUJUN_HOME is not set. Start Mujun by its launcher, ./mujun.");
    }
    return Settings.of(Path.of(home), environment);
  }
}
