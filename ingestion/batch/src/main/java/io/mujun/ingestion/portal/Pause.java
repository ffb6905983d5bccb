package io.mujun.ingestion.portal;

import java.time.Duration;

/** Waits. */
public interface Pause {
  /**
   * Waits for so long.
   *
   * @throws InterruptedException where the thread is told to end
   */
  void rest(Duration duration) throws InterruptedException;
}
