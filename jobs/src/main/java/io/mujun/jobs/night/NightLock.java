package io.mujun.jobs.night;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.FencingToken;
import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One night at a time: a lock in the catalog's database, which ends with this process. It can end
 * before, with its connection, so each night also has a turn that the next one ends.
 */
final class NightLock {
  private static final Logger LOG = LoggerFactory.getLogger(NightLock.class);
  private static final String LOCK =
      "select pg_try_advisory_lock(hashtext('mujun'), hashtext('night'))";
  private static final String UNLOCK =
      "select pg_advisory_unlock(hashtext('mujun'), hashtext('night'))";

  private NightLock() {}

  /**
   * Works while holding the lock.
   *
   * @param work given this night's turn
   * @throws MujunException {@code NIGHT_RUNNING} where another process has it
   */
  static <T> T holding(CatalogSettings settings, Function<FencingToken, T> work) {
    try (Connection connection = settings.connect();
        Statement statement = connection.createStatement();
        ResultSet taken = statement.executeQuery(LOCK)) {
      if (taken.next() && taken.getBoolean(1)) {
        try {
          return work.apply(FencingToken.next(settings, "night"));
        } finally {
          unlock(connection);
        }
      }
    } catch (SQLException failed) {
      throw new MujunException(
          "CATALOG_UNREACHABLE",
          "The catalog at %s does not answer: %s. Is PostgreSQL up (mujun status)?"
              .formatted(settings.uri(), failed.getMessage()),
          failed);
    }
    throw new MujunException(
        "NIGHT_RUNNING", "Another nightly run is at work. Wait until it ends, or end it.");
  }

  /**
   * Closing a connection does not wait for the server to let go of what the connection held. Where
   * this fails the connection is gone, and the lock with it.
   */
  private static void unlock(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(UNLOCK);
    } catch (SQLException gone) {
      LOG.warn("The lock of the night went with its connection", gone);
    }
  }
}
