package io.mujun.sample;

import io.mujun.warehouse.MujunException;

/**
 * Size of a city to generate. The same shape gives the same city, byte for byte.
 *
 * @param zones number of zones, 1 to 900
 * @param projects number of projects in each zone, 1 to 90,000: their codes count them by five
 *     digits, and a workbook's sheet holds 1,048,576 rows
 * @param months number of months that the ledgers state, the last of them 2024-11; 1 to 120
 * @param seed seed of everything that is drawn
 */
public record CityShape(int zones, int projects, int months, long seed) {

  /** Refuses a size out of range with {@code SAMPLE_SHAPE_INVALID}. */
  public CityShape {
    within("zones", zones, 900);
    within("projects", projects, 90_000);
    within("months", months, 120);
  }

  private static void within(String name, int value, int largest) {
    if (value < 1 || value > largest) {
      throw new MujunException(
          "SAMPLE_SHAPE_INVALID",
          "--%s is %d; it has to lie between 1 and %d.".formatted(name, value, largest));
    }
  }
}
