package io.mujun.catalog.maintenance;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.lock.CatalogLock;
import io.mujun.warehouse.MujunException;
import java.util.function.Supplier;

/**
 * One maintenance at a time. It keeps nobody else from working: nights and streams commit beside
 * it, and whoever comes second does it again.
 */
final class MaintenanceLock {
  private MaintenanceLock() {}

  /**
   * Works while holding the lock.
   *
   * @throws MujunException {@code MAINTENANCE_RUNNING} where another process has it
   */
  static <T> T holding(CatalogSettings settings, Supplier<T> work) {
    return CatalogLock.holding(
        settings,
        "maintenance",
        () ->
            new MujunException(
                "MAINTENANCE_RUNNING", "Another maintenance is at work. Wait until it ends."),
        work);
  }
}
