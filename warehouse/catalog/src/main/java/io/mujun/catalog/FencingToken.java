package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A turn at a work of which one process at a time may publish. A lock can be lost without its
 * holder knowing; a commit that shows its token fails once a later turn was taken, whatever its
 * process believes.
 *
 * @param work name of the work
 * @param number counts the turns, from 1
 */
public record FencingToken(String work, long number) {
  private static final String CREATE =
      "create table if not exists mujun_fencing_token"
          + " (work varchar(64) primary key, number bigint not null)";
  private static final String NEXT =
      "insert into mujun_fencing_token as standing (work, number) values (?, 1)"
          + " on conflict (work) do update set number = standing.number + 1 returning number";
  private static final String STANDING =
      "select number from mujun_fencing_token where work = ? for share";

  /**
   * Takes the next turn, which ends the one before.
   *
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the database does not answer
   */
  public static FencingToken next(CatalogSettings settings, String work) {
    try (Connection connection = settings.connect();
        Statement create = connection.createStatement()) {
      create.execute(CREATE);
      try (PreparedStatement next = connection.prepareStatement(NEXT)) {
        next.setString(1, work);
        return new FencingToken(work, number(next));
      }
    } catch (SQLException failed) {
      throw PointerTransaction.unreachable(settings, failed);
    }
  }

  /**
   * Asks whether the turn is still held.
   *
   * @throws MujunException {@code TURN_OVER} where a later turn was taken
   */
  void check(CatalogSettings settings) {
    try (Connection connection = settings.connect()) {
      hold(connection);
    } catch (SQLException failed) {
      throw PointerTransaction.unreachable(settings, failed);
    }
  }

  /**
   * Holds the turn until the transaction ends.
   *
   * @throws MujunException {@code TURN_OVER} where a later turn was taken
   */
  void hold(Connection transaction) throws SQLException {
    try (PreparedStatement standing = transaction.prepareStatement(STANDING)) {
      standing.setString(1, work);
      long now = number(standing);
      if (now != number) {
        throw new MujunException(
            "TURN_OVER",
            "Another %s began while this one was at work (turn %d, now %d); nothing was published here."
                .formatted(work, number, now));
      }
    }
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (ResultSet found = query.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }
}
