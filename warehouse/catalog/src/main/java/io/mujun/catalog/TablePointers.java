package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where every table stands, read in one statement and without Iceberg: the cheapest exact answer to
 * what has changed.
 */
public final class TablePointers {
  private static final String POINTERS =
      "select table_namespace, table_name, metadata_location from iceberg_tables"
          + " where catalog_name = ? and (iceberg_type = 'TABLE' or iceberg_type is null)";

  /** What PostgreSQL answers where the catalog's database or table is not there. */
  private static final Set<String> NOT_MADE = Set.of("3D000", "42P01");

  private TablePointers() {}

  /**
   * Reads all pointers.
   *
   * @return layer and name of each table → location of its metadata file; none where the catalog
   *     has not been made yet
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the database does not answer
   */
  public static Map<String, String> read(CatalogSettings settings) {
    try (Connection connection = settings.connect();
        PreparedStatement select = connection.prepareStatement(POINTERS)) {
      select.setString(1, CatalogSettings.NAME);
      Map<String, String> locations = new TreeMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          locations.put(rows.getString(1) + "." + rows.getString(2), rows.getString(3));
        }
      }
      return locations;
    } catch (SQLException failed) {
      if (NOT_MADE.contains(failed.getSQLState())) {
        return Map.of();
      }
      throw new MujunException(
          "CATALOG_UNREACHABLE",
          "The catalog at %s does not answer: %s. Is PostgreSQL up (mujun status)?"
              .formatted(settings.uri(), failed.getMessage()),
          failed);
    }
  }
}
