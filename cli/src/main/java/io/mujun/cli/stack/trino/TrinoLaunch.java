package io.mujun.cli.stack.trino;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start the server process.
 *
 * @param command program and arguments, without secrets
 * @param environment variables that the process needs besides those it inherits; they hold secrets
 * @param directory working directory
 */
public record TrinoLaunch(List<String> command, Map<String, String> environment, Path directory) {

  /** A process builder with all three set; output is for the caller to redirect. */
  public ProcessBuilder processBuilder() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  @Override
  public String toString() {
    return "%s in %s with %s".formatted(command, directory, environment.keySet());
  }
}
