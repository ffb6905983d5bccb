package io.mujun.ingestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A MariaDB for all tests of this process, below a temporary folder; it ends with the process. */
final class MariaServer {
  static final String READER = "reader";
  static final String PASSWORD = "right";
  private static MariaServer server;

  private final int port;

  private MariaServer(int port) {
    this.port = port;
  }

  /** The server; where MariaDB is not installed, the test is skipped and says so. */
  static synchronized MariaServer running() {
    Assumptions.assumeTrue(
        program("mariadbd").isPresent() && program("mariadb-install-db").isPresent(),
        "MariaDB is not installed (apt-get install mariadb-server): nothing was tested against it");
    if (server == null) {
      try {
        server = start();
      } catch (IOException | SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
    return server;
  }

  /** Makes a database that the reader may read, and returns its name. */
  String createDatabase() throws SQLException {
    String name = "county_" + UUID.randomUUID().toString().substring(0, 8);
    execute("", "create database " + name + " character set utf8mb4");
    execute("", "grant select on " + name + ".* to '" + READER + "'@'%'");
    return name;
  }

  int port() {
    return port;
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(uri(database), "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String uri(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  private static MariaServer start() throws IOException, SQLException {
    Path folder = Files.createTempDirectory("mujun-mariadb-");
    String user = System.getProperty("user.name");
    List<String> common =
        List.of("--no-defaults", "--datadir=" + folder.resolve("data"), "--user=" + user);
    List<String> install = new ArrayList<>(List.of(program("mariadb-install-db").orElseThrow()));
    install.addAll(common);
    install.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
    Process installed =
        new ProcessBuilder(install)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("install.log").toFile())
            .start();
    if (installed.onExit().join().exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("install.log")));
    }
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program("mariadbd").orElseThrow()));
    command.addAll(common);
    command.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--skip-networking=0",
            "--port=" + port,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--innodb-buffer-pool-size=32M",
            "--default-time-zone=+00:00"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
    awaitReady(process);
    MariaServer started = new MariaServer(port);
    started.execute("", "create user '" + READER + "'@'%' identified by '" + PASSWORD + "'");
    return started;
  }

  /** Reads what the server says until it is ready, and goes on reading so that it never blocks. */
  private static void awaitReady(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      if (line.contains("ready for connections")) {
        Thread drain = new Thread(() -> said.lines().forEach(rest -> {}), "mariadb-log");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new IOException("MariaDB did not start:\n" + all);
  }

  private static void end(Process process, Path folder) {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static Optional<String> program(String name) {
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
