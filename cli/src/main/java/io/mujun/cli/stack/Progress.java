package io.mujun.cli.stack;

/** Tells a person what is being done, one line each time. */
@FunctionalInterface
public interface Progress {
  void tell(String line);
}
