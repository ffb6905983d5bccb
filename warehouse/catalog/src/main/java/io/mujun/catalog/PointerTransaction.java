package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;

/** Moves the pointers of several tables in one transaction of the catalog's database. */
final class PointerTransaction {
  private static final String KEY = "catalog_name = ? and table_namespace = ? and table_name = ?";
  private static final String MOVE =
      "update iceberg_tables set metadata_location = ?, previous_metadata_location = ? where "
          + KEY
          + " and metadata_location = ?";
  private static final String LOCATION =
      "select metadata_location from iceberg_tables where " + KEY;

  private PointerTransaction() {}

  /**
   * Moves all pointers or none.
   *
   * @param token the turn that has to be held while they move; null where there is none to hold
   * @throws CommitConflict where a pointer is no longer where it was
   * @throws MujunException {@code TURN_OVER} where a later turn was taken; {@code
   *     CATALOG_UNREACHABLE} where the database does not answer
   */
  static void move(
      CatalogSettings settings, Map<TableIdentifier, PointerMove> moves, FencingToken token) {
    try (Connection connection = settings.connect()) {
      connection.setAutoCommit(false);
      if (token != null) {
        token.hold(connection);
      }
      try (PreparedStatement update = connection.prepareStatement(MOVE)) {
        for (Map.Entry<TableIdentifier, PointerMove> move : moves.entrySet()) {
          update.setString(1, move.getValue().to());
          update.setString(2, move.getValue().from());
          bindKey(update, 3, move.getKey());
          update.setString(6, move.getValue().from());
          if (update.executeUpdate() != 1) {
            connection.rollback();
            throw new CommitConflict(move.getKey() + " was changed by another writer");
          }
        }
      }
      commit(connection, settings, moves);
    } catch (SQLException failed) {
      throw unreachable(settings, failed);
    }
  }

  /** Commits; where the answer is lost, asks the database what became of it. */
  private static void commit(
      Connection connection, CatalogSettings settings, Map<TableIdentifier, PointerMove> moves) {
    try {
      connection.commit();
    } catch (SQLException unknown) {
      if (!isMoved(settings, moves)) {
        throw unreachable(settings, unknown);
      }
    }
  }

  private static boolean isMoved(
      CatalogSettings settings, Map<TableIdentifier, PointerMove> moves) {
    Map.Entry<TableIdentifier, PointerMove> first = moves.entrySet().iterator().next();
    try (Connection connection = settings.connect();
        PreparedStatement select = connection.prepareStatement(LOCATION)) {
      bindKey(select, 1, first.getKey());
      try (ResultSet found = select.executeQuery()) {
        return found.next() && found.getString(1).equals(first.getValue().to());
      }
    } catch (SQLException failed) {
      throw unreachable(settings, failed);
    }
  }

  private static void bindKey(PreparedStatement statement, int index, TableIdentifier table)
      throws SQLException {
    statement.setString(index, CatalogSettings.NAME);
    statement.setString(index + 1, table.namespace().toString());
    statement.setString(index + 2, table.name());
  }

  static MujunException unreachable(CatalogSettings settings, SQLException failed) {
    return new MujunException(
        "CATALOG_UNREACHABLE",
        "The catalog at %s failed: %s. Nothing half-done is visible; run it again."
            .formatted(settings.uri(), failed.getMessage()),
        failed);
  }
}
