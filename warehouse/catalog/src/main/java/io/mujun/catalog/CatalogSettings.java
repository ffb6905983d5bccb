package io.mujun.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Where the catalog is.
 *
 * @param uri JDBC address of the catalog's database
 * @param user its user
 * @param password its password; never printed
 * @param warehouse location below which tables are created, for example {@code file:///…}
 */
public record CatalogSettings(String uri, String user, String password, String warehouse) {
  /** The catalog's name; it stands in the catalog's tables, so all engines must say the same. */
  public static final String NAME = "mujun";

  /** The settings as Iceberg's catalog properties. */
  public Map<String, String> properties() {
    return Map.of(
        "uri", uri,
        "jdbc.user", user,
        "jdbc.password", password,
        "jdbc.schema-version", "V1",
        "warehouse", warehouse);
  }

  /**
   * Connects to the catalog's database, for what Iceberg's own catalog does not do. Goes past
   * {@code DriverManager}, which looks for drivers in every jar of the class path.
   *
   * @throws SQLException where it does not answer
   */
  public Connection connect() throws SQLException {
    Properties credentials = new Properties();
    credentials.setProperty("user", user);
    credentials.setProperty("password", password);
    Connection connection = new Driver().connect(uri, credentials);
    if (connection == null) {
      throw new SQLException("it is no address of a PostgreSQL database");
    }
    return connection;
  }

  @Override
  public String toString() {
    return "CatalogSettings[uri=%s, user=%s, warehouse=%s]".formatted(uri, user, warehouse);
  }
}
