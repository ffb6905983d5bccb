package io.mujun.catalog.maintenance;

import io.mujun.catalog.CatalogSettings;
import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * When the whole catalog was last maintained. It only says when it is due again: were it lost, an
 * interval would begin anew.
 */
public final class MaintenanceTurn {
  private static final String CREATE =
      "create table if not exists mujun_maintenance"
          + " (one boolean primary key check (one), ended_at timestamptz not null)";
  private static final String BEGIN =
      "insert into mujun_maintenance values (true, ?) on conflict (one) do nothing";
  private static final String ENDED =
      "insert into mujun_maintenance as standing values (true, ?)"
          + " on conflict (one) do update set ended_at = excluded.ended_at";
  private static final String LAST = "select ended_at from mujun_maintenance";

  private MaintenanceTurn() {}

  /**
   * Whether maintenance is due. The first to ask begins the first interval.
   *
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the database does not answer
   */
  public static boolean isDue(CatalogSettings settings, MaintenancePolicy policy, Instant now) {
    try (Connection connection = settings.connect()) {
      write(connection, BEGIN, now);
      try (Statement select = connection.createStatement();
          ResultSet last = select.executeQuery(LAST)) {
        return last.next() && !last.getTimestamp(1).toInstant().plus(policy.due()).isAfter(now);
      }
    } catch (SQLException failed) {
      throw unreachable(settings, failed);
    }
  }

  static void ended(CatalogSettings settings, Instant now) {
    try (Connection connection = settings.connect()) {
      write(connection, ENDED, now);
    } catch (SQLException failed) {
      throw unreachable(settings, failed);
    }
  }

  private static void write(Connection connection, String sql, Instant now) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute(CREATE);
    }
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setTimestamp(1, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  private static MujunException unreachable(CatalogSettings settings, SQLException failed) {
    return new MujunException(
        "CATALOG_UNREACHABLE",
        "The catalog at %s does not answer: %s. Is PostgreSQL up (mujun status)?"
            .formatted(settings.uri(), failed.getMessage()),
        failed);
  }
}
