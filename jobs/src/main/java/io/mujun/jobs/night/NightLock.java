package io.mujun.jobs.night;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.FencingToken;
import io.mujun.catalog.lock.CatalogLock;
import io.mujun.warehouse.MujunException;
import java.util.function.Function;

/**
 * One night at a time. The lock can end before its night, with its connection, so each night also
 * has a turn that the next one ends.
 */
final class NightLock {
  private static final String NIGHT = "night";

  private NightLock() {}

  /**
   * Works while holding the lock.
   *
   * @param work given this night's turn
   * @throws MujunException {@code NIGHT_RUNNING} where another process has it
   */
  static <T> T holding(CatalogSettings settings, Function<FencingToken, T> work) {
    return CatalogLock.holding(
        settings,
        NIGHT,
        () ->
            new MujunException(
                "NIGHT_RUNNING", "Another nightly run is at work. Wait until it ends, or end it."),
        () -> work.apply(FencingToken.next(settings, NIGHT)));
  }
}
