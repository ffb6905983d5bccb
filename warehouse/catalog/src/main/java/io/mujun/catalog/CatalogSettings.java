package io.mujun.catalog;

import java.util.Map;

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

  @Override
  public String toString() {
    return "CatalogSettings[uri=%s, user=%s, warehouse=%s]".formatted(uri, user, warehouse);
  }
}
