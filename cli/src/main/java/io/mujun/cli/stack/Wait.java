package io.mujun.cli.stack;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a limit. */
final class Wait {
  private Wait() {}

  /** How a wait ended. */
  enum Outcome {
    MET,
    LIMIT_REACHED
  }

  /**
   * Asks every {@code pause} until the condition holds or the limit is reached.
   *
   * @throws InterruptedException where the thread is interrupted meanwhile
   */
  static Outcome until(BooleanSupplier condition, Duration limit, Duration pause)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return Outcome.LIMIT_REACHED;
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
    return Outcome.MET;
  }
}
