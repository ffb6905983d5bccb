package io.mujun.sample;

import java.nio.file.Path;

/** Generates a city in a process of its own, whose heap a test bounds. */
final class GeneratedCity {
  private GeneratedCity() {}

  /**
   * Generates the city and ends.
   *
   * @param arguments repository, zones, projects, months, seed, target
   */
  public static void main(String[] arguments) {
    CityShape shape =
        new CityShape(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Long.parseLong(arguments[4]));
    CityGenerator.generate(Path.of(arguments[0]), shape, Path.of(arguments[5]), file -> {});
  }
}
