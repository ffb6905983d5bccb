package io.mujun.cli.stack;

import java.nio.file.Path;

/**
 * A JDK of this machine.
 *
 * @param home its folder
 * @param feature its feature version, for example 17
 */
public record Jdk(Path home, int feature) {
  /** Its launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }
}
