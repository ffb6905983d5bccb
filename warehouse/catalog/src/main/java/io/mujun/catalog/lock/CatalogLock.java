package io.mujun.catalog.lock;

import io.mujun.catalog.CatalogSettings;
import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process at a time at a work: a lock in the catalog's database, which ends with a process. */
public final class CatalogLock {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogLock.class);
  private static final String LOCK = "select pg_try_advisory_lock(hashtext('mujun'), hashtext(?))";
  private static final String UNLOCK = "select pg_advisory_unlock(hashtext('mujun'), hashtext(?))";

  private CatalogLock() {}

  /**
   * Works while holding the lock.
   *
   * @param work name of the work
   * @param taken what is thrown where another process has the lock
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the database does not answer
   */
  public static <T> T holding(
      CatalogSettings settings, String work, Supplier<MujunException> taken, Supplier<T> action) {
    try (Connection connection = settings.connect()) {
      if (call(connection, LOCK, work)) {
        try {
          return action.get();
        } finally {
          unlock(connection, work);
        }
      }
    } catch (SQLException failed) {
      throw new MujunException(
          "CATALOG_UNREACHABLE",
          "The catalog at %s does not answer: %s. Is PostgreSQL up (mujun status)?"
              .formatted(settings.uri(), failed.getMessage()),
          failed);
    }
    throw taken.get();
  }

  /**
   * Closing a connection does not wait for the server to let go of what the connection held. Where
   * this fails the connection is gone, and the lock with it.
   */
  private static void unlock(Connection connection, String work) {
    try {
      call(connection, UNLOCK, work);
    } catch (SQLException gone) {
      LOG.warn("The lock of the {} went with its connection", work, gone);
    }
  }

  private static boolean call(Connection connection, String sql, String work) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, work);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
