package io.mujun.cli;

import io.mujun.cli.stack.TrinoServer;
import io.mujun.warehouse.MujunException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The SQL door: Trino, reached as one of the declared users. */
final class TrinoDoor implements AutoCloseable {
  /** Who reads everything: the one who runs the command line. */
  static final String DEFAULT_USER = "mujun";

  private final Workspace workspace;
  private final CompletableFuture<TrinoServer> server;

  private TrinoDoor(Workspace workspace, CompletableFuture<TrinoServer> server) {
    this.workspace = workspace;
    this.server = server;
  }

  /** Attaches to Trino or starts it, and waits until it answers. */
  static TrinoDoor open(Workspace workspace) {
    requireCatalog(workspace);
    return new TrinoDoor(workspace, CompletableFuture.completedFuture(workspace.stack().trino()));
  }

  /** Begins to start Trino, while the caller does other things; only {@link #connect} waits. */
  static TrinoDoor opening(Workspace workspace) {
    requireCatalog(workspace);
    return new TrinoDoor(workspace, CompletableFuture.supplyAsync(() -> workspace.stack().trino()));
  }

  /** Trino reads the catalog's own tables, and does not make them. */
  private static void requireCatalog(Workspace workspace) {
    workspace.catalog();
  }

  /**
   * Connects as a user.
   *
   * @throws MujunException {@code USER_UNKNOWN} where nobody of this name is declared
   */
  Connection connect(String user) throws SQLException {
    workspace.warehouse().access().user(user);
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", server().password(user));
    return DriverManager.getConnection(server().jdbcUrl(), properties);
  }

  String jdbcUrl() {
    return server().jdbcUrl();
  }

  Path passwordFile(String user) {
    return server().passwordFile(user);
  }

  private TrinoServer server() {
    try {
      return server.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof MujunException known) {
        throw known;
      }
      throw failed;
    }
  }

  /** Waits for a start under way, so that it does not outlive the command; its owner stops it. */
  @Override
  public void close() {
    server.handle((started, failed) -> started).join();
  }
}
