package io.mujun.stream.source;

import java.util.concurrent.TimeUnit;

/** Waits in small steps for a condition, up to a limit. */
public final class Deadline {
  private static final long STEP_MILLIS = 50;

  private final long deadline;

  private Deadline(long deadline) {
    this.deadline = deadline;
  }

  public static Deadline seconds(long limit) {
    return new Deadline(System.nanoTime() + TimeUnit.SECONDS.toNanos(limit));
  }

  /** Lets a moment pass; false once the limit is reached. */
  public boolean again() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    return System.nanoTime() - deadline < 0;
  }
}
