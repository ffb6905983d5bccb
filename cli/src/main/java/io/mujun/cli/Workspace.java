package io.mujun.cli;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.TableChange;
import io.mujun.cli.stack.PostgresServer;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.WriteLock;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.util.List;

/**
 * What most commands need: the settings, the declarations and the catalog, with PostgreSQL running.
 * Closing it stops what it started.
 */
final class Workspace implements AutoCloseable {
  private static final String CATALOG_DATABASE = "mujun_catalog";

  private final Settings settings;
  private final Warehouse warehouse;
  private final WriteLock lock;
  private final PostgresServer postgres;
  private final MujunCatalog catalog;

  private Workspace(Settings settings, WriteLock lock, PostgresServer postgres) {
    this.settings = settings;
    this.lock = lock;
    this.warehouse = new Warehouse(settings.home().resolve("warehouse"));
    this.postgres = postgres;
    this.catalog = MujunCatalog.open(catalogSettings(settings, postgres));
  }

  /** Attaches to PostgreSQL or starts it, and opens the catalog to read. */
  static Workspace open() {
    return open(Home.settings(), null);
  }

  /**
   * Opens the catalog for the one command that writes.
   *
   * @throws MujunException where another command is writing; it is named
   */
  static Workspace openToWrite(String command) {
    Settings settings = Home.settings();
    return open(settings, WriteLock.take(settings, command));
  }

  private static Workspace open(Settings settings, WriteLock lock) {
    PostgresServer postgres = null;
    try {
      postgres = PostgresServer.open(settings);
      postgres.ensureDatabase(CATALOG_DATABASE);
      return new Workspace(settings, lock, postgres);
    } catch (RuntimeException fault) {
      close(postgres, lock);
      throw fault;
    }
  }

  Settings settings() {
    return settings;
  }

  Warehouse warehouse() {
    return warehouse;
  }

  PostgresServer postgres() {
    return postgres;
  }

  MujunCatalog catalog() {
    return catalog;
  }

  /** Makes the tables as their contracts say. */
  List<TableChange> applyContracts() {
    return new Declarations(catalog, warehouse.units()).apply(warehouse.contracts());
  }

  static CatalogSettings catalogSettings(Settings settings, PostgresServer postgres) {
    return new CatalogSettings(
        postgres.url(CATALOG_DATABASE),
        postgres.user(),
        postgres.password(),
        "file://" + settings.warehouse());
  }

  @Override
  public void close() {
    try {
      catalog.close();
    } finally {
      close(postgres, lock);
    }
  }

  private static void close(PostgresServer postgres, WriteLock lock) {
    try {
      if (postgres != null) {
        postgres.close();
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
