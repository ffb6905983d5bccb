package io.mujun.catalog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Catalogs in databases of their own of one server. */
public final class TestCatalogs {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestCatalogs() {}

  /** Opens an empty catalog whose tables lie in a folder. */
  public static MujunCatalog create(EmbeddedPostgres postgres, Path tables) throws SQLException {
    String database = "catalog_" + COUNT.incrementAndGet();
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    return MujunCatalog.open(
        new CatalogSettings(
            postgres.getJdbcUrl("postgres", database), "postgres", "postgres", "file://" + tables));
  }
}
