package io.mujun.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** What falls by chance, of a seed. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Whether the one of so many falls. */
  boolean oneOf(int many) {
    return random.nextInt(many) == 0;
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From a number to another, both included. */
  int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  /** A number of so many decimals, from 0 to below the bound. */
  BigDecimal decimal(long bound, int scale) {
    return BigDecimal.valueOf(
        random.nextLong(bound * BigDecimal.TEN.pow(scale).longValueExact()), scale);
  }

  /** A day of the two or between. */
  LocalDate day(LocalDate from, LocalDate to) {
    return from.plusDays(random.nextLong(ChronoUnit.DAYS.between(from, to) + 1));
  }

  /** How exact a figure is; mostly exact. */
  String bound() {
    return switch (random.nextInt(30)) {
      case 0, 1 -> "at_least";
      case 2 -> "about";
      case 3 -> "at_most";
      default -> "exact";
    };
  }
}
