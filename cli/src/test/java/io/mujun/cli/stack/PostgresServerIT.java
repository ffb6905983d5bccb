package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
  @TempDir static Path folder;
  private static Settings settings;
  private static Path cluster;

  @BeforeAll
  static void makeCluster() {
    settings = TestSettings.in(folder);
    cluster = new PostgresCluster(settings).folder();
    PostgresServer.open(settings).close();
  }

  @AfterEach
  void stop() {
    PostgresServer.stop(settings);
  }

  @Test
  void startsDurableOnLoopbackWithPasswordAndEndsWithItsLastUser() throws Exception {
    try (PostgresServer server = PostgresServer.open(settings)) {
      assertThat(server.attachment()).isEqualTo(PostgresServer.Attachment.STARTED);
      assertThat(server.port()).isEqualTo(settings.postgresPort());
      try (Connection connection = server.connect(PostgresServer.CATALOG)) {
        assertThat(text(connection, "show fsync")).isEqualTo("on");
        assertThat(text(connection, "show synchronous_commit")).isEqualTo("on");
        assertThat(text(connection, "show full_page_writes")).isEqualTo("on");
        assertThat(text(connection, "show wal_level")).isEqualTo("logical");
        assertThat(text(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(text(connection, "show server_encoding")).isEqualTo("UTF8");
        assertThat(text(connection, "show log_timezone")).isEqualTo("Asia/Shanghai");
        assertThat(
                text(
                    connection,
                    "select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate and datname <> 'one_more'"))
            .isEqualTo("county_approval county_exchange mujun_catalog postgres superset");
      }
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                          server.url(PostgresServer.CATALOG), server.user(), "wrong")
                      .close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(
                      new Secrets(settings).file(PostgresCluster.SECRET))))
          .isEqualTo("rw-------");

      try (PostgresServer second = PostgresServer.open(settings)) {
        assertThat(second.attachment()).isEqualTo(PostgresServer.Attachment.ATTACHED);
      }
      assertThat(PostgresServer.running(settings)).as("still used by the first").isPresent();
    }
    assertThat(PostgresServer.running(settings)).as("used by nobody").isEmpty();
    assertThat(Ports.isFree(settings.postgresPort())).isTrue();
  }

  @Test
  void keepsDataAndRunsOnWhenDetached() throws Exception {
    try (PostgresServer server = PostgresServer.open(settings)) {
      createMarker(server);
      server.keepRunning();
    }
    try (PostgresServer server = PostgresServer.open(settings)) {
      assertThat(server.attachment()).isEqualTo(PostgresServer.Attachment.ATTACHED);
    }
    assertThat(PostgresServer.running(settings)).isPresent();
    PostgresServer.stop(settings);
    assertThat(PostgresServer.running(settings)).isEmpty();
    try (PostgresServer server = PostgresServer.open(settings)) {
      assertThat(server.attachment()).isEqualTo(PostgresServer.Attachment.STARTED);
      assertMarker(server);
    }
    assertThat(PostgresServer.running(settings)).as("down ends the detachment").isEmpty();
  }

  @Test
  void recoversAfterPostmasterWasKilled() throws Exception {
    try (PostgresServer server = PostgresServer.open(settings)) {
      createMarker(server);
      server.keepRunning();
    }
    ProcessHandle postmaster =
        PostgresServer.running(settings).orElseThrow().identity().live().orElseThrow();
    assertThat(postmaster.destroyForcibly()).isTrue();
    postmaster.onExit().get(10, TimeUnit.SECONDS);

    try (PostgresServer server = PostgresServer.open(settings)) {
      assertThat(server.attachment()).isEqualTo(PostgresServer.Attachment.STARTED);
      assertMarker(server);
    }
  }

  @Test
  void isStoppedByACommandThatIsToldToEnd() throws Exception {
    Process command = commandThatHoldsTheServer();
    assertThat(PostgresServer.running(settings)).isPresent();
    command.destroy();
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(PostgresServer.running(settings)).isEmpty();
  }

  @Test
  void isTakenOverFromACommandThatWasKilledAndEndsWithTheNext() throws Exception {
    Process command = commandThatHoldsTheServer();
    command.destroyForcibly();
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(PostgresServer.running(settings)).as("survives its command").isPresent();
    try (PostgresServer server = PostgresServer.open(settings)) {
      assertThat(server.attachment()).isEqualTo(PostgresServer.Attachment.ATTACHED);
    }
    assertThat(PostgresServer.running(settings)).isEmpty();
  }

  @Test
  void setsANewPasswordWhereItWasLost() throws Exception {
    try (PostgresServer server = PostgresServer.open(settings)) {
      createMarker(server);
      Files.delete(new Secrets(settings).file(PostgresCluster.SECRET));
      assertThatThrownBy(server::password)
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("SECRET_LOST"))
          .hasMessageContaining("mujun down");
    }
    try (PostgresServer server = PostgresServer.open(settings)) {
      assertMarker(server);
    }
  }

  @Test
  void startsThoughPidOfDeadPostmasterIsNowThatOfAnotherProcess() throws Exception {
    Path file = cluster.resolve(Postmaster.FILE);
    Files.writeString(
        file,
        "%d\n%s\n1000000000\n%d\n\n127.0.0.1\n  1  1\nready   \n"
            .formatted(ProcessHandle.current().pid(), file.getParent(), settings.postgresPort()));
    try (PostgresServer server = PostgresServer.open(settings)) {
      assertThat(server.attachment()).isEqualTo(PostgresServer.Attachment.STARTED);
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void namesHolderOfTakenPort() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(
            settings.postgresPort(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> PostgresServer.open(settings))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("PORT_TAKEN"))
          .hasMessageContaining(Integer.toString(settings.postgresPort()))
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("MUJUN_POSTGRES_PORT");
    }
  }

  @Test
  void refusesDataOfAnotherVersion() throws IOException {
    Path file = cluster.resolve("PG_VERSION");
    String version = Files.readString(file);
    Files.writeString(file, "16\n");
    try {
      assertThatThrownBy(() -> PostgresServer.open(settings))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("POSTGRES_VERSION"))
          .hasMessageContaining("PostgreSQL 16")
          .hasMessageContaining("PostgreSQL 18");
    } finally {
      Files.writeString(file, version);
    }
  }

  @Test
  void refusesFolderThatIsNoCluster(@TempDir Path other) throws IOException {
    Settings strange = TestSettings.in(other);
    Files.createDirectories(strange.data());
    Files.createSymbolicLink(strange.runtime(), settings.runtime());
    Path notes =
        Files.createDirectories(new PostgresCluster(strange).folder()).resolve("notes.txt");
    Files.writeString(notes, "x");
    assertThatThrownBy(() -> PostgresServer.open(strange))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("POSTGRES_DAMAGED"));
    assertThat(notes).as("nothing is deleted").exists();
  }

  @Test
  void showsLogOfDamagedCluster() throws IOException {
    Path file = cluster.resolve("global/pg_control");
    byte[] control = Files.readAllBytes(file);
    Files.write(file, new byte[8192]);
    try {
      assertThatThrownBy(() -> PostgresServer.open(settings))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("POSTGRES_START"))
          .hasMessageContaining("PG_CONTROL_VERSION")
          .hasMessageContaining(LogFile.of(settings, PostgresServer.NAME).path().toString());
    } finally {
      Files.write(file, control);
    }
  }

  @Test
  void attachesWithinMilliseconds() {
    try (PostgresServer server = PostgresServer.open(settings)) {
      server.keepRunning();
    }
    long start = System.nanoTime();
    PostgresServer.open(settings).close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void refusesNameThatIsNoDatabaseName() {
    try (PostgresServer server = PostgresServer.open(settings)) {
      server.ensureDatabase("one_more");
      server.ensureDatabase("one_more");
      assertThatThrownBy(() -> server.ensureDatabase("a; drop database superset"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Another process that has opened the server, and waits. */
  private static Process commandThatHoldsTheServer() throws IOException {
    Process command =
        ProgramForTests.launch(
                folder,
                "open",
                settings.data().toString(),
                Integer.toString(settings.postgresPort()))
            .builder()
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(command.inputReader().readLine()).isEqualTo("open on " + settings.postgresPort());
    return command;
  }

  private static void createMarker(PostgresServer server) throws SQLException {
    try (Connection connection = server.connect(PostgresServer.CATALOG);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists marker");
      statement.execute("create table marker as select 42 as answer");
    }
  }

  private static void assertMarker(PostgresServer server) throws SQLException {
    try (Connection connection = server.connect(PostgresServer.CATALOG)) {
      assertThat(text(connection, "select answer from marker")).isEqualTo("42");
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).as(query).isTrue();
      return rows.getString(1);
    }
  }
}
