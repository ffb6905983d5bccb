package io.mujun.cli;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.CatalogViews;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.TableChange;
import io.mujun.cli.stack.PostgresServer;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import io.mujun.cli.stack.WriteLock;
import io.mujun.cli.trace.TraceViews;
import io.mujun.ingestion.statement.StatementAdoption;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.util.List;
import java.util.function.Consumer;

/**
 * What most commands need: the settings, the declarations and the catalog, with PostgreSQL running.
 * Closing it stops what it started.
 *
 * <p>Not for several threads.
 */
final class Workspace implements AutoCloseable {
  private final Settings settings;
  private final Warehouse warehouse;
  private final WriteLock lock;
  private final Stack stack;
  private MujunCatalog opened;

  private Workspace(Settings settings, WriteLock lock, Stack stack) {
    this.settings = settings;
    this.lock = lock;
    this.warehouse = new Warehouse(settings.home().resolve("warehouse"));
    this.stack = stack;
  }

  /** Attaches to PostgreSQL or starts it, and lets the catalog be read. */
  static Workspace open() {
    return open(Home.settings());
  }

  /**
   * As {@link #open()}, for the one command that writes.
   *
   * @throws MujunException where another command is writing; it is named
   */
  static Workspace openToWrite(String command) {
    Settings settings = Home.settings();
    return open(settings, WriteLock.take(settings, command));
  }

  /** As {@link #open()}, with these settings. */
  static Workspace open(Settings settings) {
    return open(settings, null);
  }

  private static Workspace open(Settings settings, WriteLock lock) {
    Stack stack = null;
    try {
      stack = Stack.open(settings, line -> System.err.println("  " + line));
      return new Workspace(settings, lock, stack);
    } catch (RuntimeException fault) {
      close(stack, lock);
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
    return stack.postgres();
  }

  Stack stack() {
    return stack;
  }

  /** The catalog, opened on first use. */
  MujunCatalog catalog() {
    if (opened == null) {
      stack.postgres().ensureDatabase(PostgresServer.CATALOG);
      opened = MujunCatalog.open(catalogSettings());
    }
    return opened;
  }

  /** The tables as they stand now: one connection, without opening the catalog. */
  CatalogMoment moment() {
    return CatalogMoment.read(catalogSettings());
  }

  /** Makes the tables as their contracts say, and the book of statements where there was none. */
  List<TableChange> applyContracts() {
    Contracts contracts = warehouse.contracts();
    List<TableChange> changes = new Declarations(catalog(), warehouse.units()).apply(contracts);
    StatementAdoption.adopt(catalog(), contracts);
    return changes;
  }

  /**
   * Makes the views that take published numbers apart, where they are not as declared.
   *
   * @param tell is told of each metric that has no view, and why
   */
  void applyViews(Consumer<String> tell) {
    TraceViews declared = TraceViews.of(warehouse);
    new CatalogViews(catalog(), Contracts.TRACE)
        .apply(declared.views(), warehouse.definitionHash());
    declared.untraced().forEach((metric, why) -> tell.accept("No view of " + metric + ": " + why));
  }

  /** Whether the views were made of the declarations as they are now. */
  boolean hasViews() {
    return CatalogViews.definition(catalogSettings(), Contracts.TRACE)
        .filter(warehouse.definitionHash()::equals)
        .isPresent();
  }

  private CatalogSettings catalogSettings() {
    PostgresServer postgres = stack.postgres();
    return new CatalogSettings(
        postgres.url(PostgresServer.CATALOG),
        postgres.user(),
        postgres.password(),
        "file://" + settings.warehouse());
  }

  @Override
  public void close() {
    try {
      if (opened != null) {
        opened.close();
      }
    } finally {
      close(stack, lock);
    }
  }

  private static void close(Stack stack, WriteLock lock) {
    try {
      if (stack != null) {
        stack.close();
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
