package io.mujun.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a process is started.
 *
 * @param command program and arguments, without secrets
 * @param directory where it works
 * @param environment variables beside those inherited; these may hold secrets
 * @param withheld variables that it must not inherit
 */
public record ProcessLaunch(
    List<String> command, Path directory, Map<String, String> environment, Set<String> withheld) {

  /** A builder with all of it set; input and output are for the caller to direct. */
  ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeAll(withheld);
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * The same in a session of its own where the system can do so: neither Ctrl-C nor the end of the
   * terminal then reaches it.
   */
  ProcessLaunch inOwnSession() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .map(
            setsid -> {
              List<String> own = new ArrayList<>(List.of(setsid));
              own.addAll(command);
              return new ProcessLaunch(List.copyOf(own), directory, environment, withheld);
            })
        .orElse(this);
  }

  @Override
  public String toString() {
    return "%s in %s with %s".formatted(command, directory, environment.keySet());
  }
}
