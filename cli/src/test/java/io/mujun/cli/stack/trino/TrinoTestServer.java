package io.mujun.cli.stack.trino;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.MujunCatalog;
import io.mujun.cli.stack.Jdks;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.trino.TrinoSettings.Database;
import io.mujun.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real Trino over a real PostgreSQL catalog, with the users and rules of the warehouse. */
final class TrinoTestServer implements AutoCloseable {
  static final Warehouse WAREHOUSE = new Warehouse(Path.of("..", "warehouse").toAbsolutePath());

  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 60;
  private static final int LINES_KEPT = 60;

  private final EmbeddedPostgres postgres;
  private final Path folder;
  private final int port;
  private final TrinoConfiguration configuration;
  private Process process;

  TrinoTestServer(Path folder) throws IOException {
    this.folder = folder;
    this.postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(folder.toFile()).start();
    this.port = freePort();
    this.configuration =
        new TrinoConfiguration(
            new TrinoSettings(
                Path.of("..", "warehouse", "trino", "target", "server"),
                folder(),
                port,
                new Database(url(), "postgres", "postgres"),
                folder.resolve("warehouse")),
            name -> "secret-of-" + name);
  }

  int port() {
    return port;
  }

  /** Named as a user might name it. */
  Path folder() {
    return folder.resolve("亩均 Trino");
  }

  TrinoConfiguration configuration() {
    return configuration;
  }

  static String password(String user) {
    return "secret-of-" + TrinoConfiguration.passwordName(user);
  }

  /** The same catalog, as a writer beside Trino has it. */
  MujunCatalog catalog() {
    return MujunCatalog.open(
        new CatalogSettings(
            url(), "postgres", "postgres", folder.resolve("warehouse").toUri().toString()));
  }

  void start() throws Exception {
    Path jdk = Jdks.of(Settings.of(folder, Map.of())).forTrino().home();
    configuration.write(WAREHOUSE, jdk, Instant.now());
    process = configuration.launch(jdk).processBuilder().redirectErrorStream(true).start();
    CompletableFuture<Void> started = new CompletableFuture<>();
    Deque<String> last = new ArrayDeque<>();
    Thread reader = new Thread(() -> follow(last, started), "trino-output");
    reader.setDaemon(true);
    reader.start();
    try {
      started.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Trino did not start:\n" + String.join("\n", last), e);
    }
  }

  Connection connect(String user) throws SQLException {
    return connect(user, password(user), "");
  }

  Connection connect(String user, String password, String parameters) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return DriverManager.getConnection(configuration.jdbcUrl() + parameters, properties);
  }

  private void follow(Deque<String> last, CompletableFuture<Void> started) {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last.addLast(line);
        if (last.size() > LINES_KEPT) {
          last.removeFirst();
        }
        if (line.contains("SERVER STARTED")) {
          started.complete(null);
        }
      }
      started.completeExceptionally(new IllegalStateException("its output ended"));
    } catch (IOException e) {
      started.completeExceptionally(e);
    }
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroy();
      process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    }
    postgres.close();
  }
}
