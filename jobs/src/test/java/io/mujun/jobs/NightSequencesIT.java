package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of handovers, each of one zone, many zones in one city: nights as they came, one
 * full night, and a night for each month's end give the same rows.
 *
 * <p>{@code -Dmujun.sequences=1000} says how many, {@code -Dmujun.seed=…} which; {@code
 * -Dmujun.full=true} asks after every night what a full one would change.
 */
class NightSequencesIT {
  private static final int ZONES = 8;
  private static final int NIGHTS = 4;

  @TempDir Path directory;

  @Test
  void nightsAsTheyComeGiveWhatAFullOneAndMonthlyOnesGive() throws IOException {
    int sequences = Integer.getInteger("mujun.sequences", ZONES);
    long seed = Long.getLong("mujun.seed", 20241128);
    int zones = Integer.getInteger("mujun.zones", ZONES);
    int done = 0;
    for (long run = seed; done < sequences; run++, done += zones) {
      long rows = compare(run, zones);
      System.out.printf("seed %d: %d sequences, %d rows the same%n", run, done + zones, rows);
    }
  }

  private long compare(long seed, int zones) throws IOException {
    RandomCity city =
        new RandomCity(
            Files.createDirectory(directory.resolve(Long.toString(seed))), seed, zones, NIGHTS);
    try (TestWarehouse lived = TestWarehouse.create(directory.resolve(Long.toString(seed)))) {
      city.live(lived);
      try (TestWarehouse atOnce = city.atOnce(lived)) {
        RowsOfTwo rows = new RowsOfTwo(lived, atOnce);
        assertThat(rows.differences()).as("at once, %s", city).isEmpty();
        if (System.getProperty("mujun.sequences") == null) {
          System.out.println(
              "The monthly nights were not run: they take ten minutes. -Dmujun.sequences=8 runs them.");
          return rows.rows();
        }
        try (TestWarehouse monthly = city.monthly(lived)) {
          assertThat(new RowsOfTwo(atOnce, monthly).differences())
              .as("monthly, %s", city)
              .isEmpty();
        }
        return rows.rows();
      }
    }
  }
}
