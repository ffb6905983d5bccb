package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole stack, from one start to its end: the servers are real, and started once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** Superset's environment takes minutes to install: it stays from one run to the next. */
  private static final Path DATA = Path.of("target", "stack-it").toAbsolutePath();

  private static Settings settings;

  @BeforeAll
  static void start() throws IOException {
    Settings ports = TestSettings.in(DATA);
    settings =
        new Settings(
            HOME,
            DATA,
            ports.postgresPort(),
            ports.trinoPort(),
            ports.supersetPort(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Stack.stop(settings);
    for (String folder : List.of("postgres", "trino", "secrets", "run", "logs", "warehouse")) {
      FileTrees.delete(DATA.resolve(folder));
    }
    try (Stack stack = open()) {
      makeTables(stack.postgres());
      stack.superset();
      stack.keepRunning();
    }
  }

  private static void makeTables(PostgresServer postgres) {
    Warehouse warehouse = new Warehouse(HOME.resolve("warehouse"));
    try (MujunCatalog catalog =
        MujunCatalog.open(
            new CatalogSettings(
                postgres.url(PostgresServer.CATALOG),
                postgres.user(),
                postgres.password(),
                "file://" + settings.warehouse()))) {
      new Declarations(catalog, warehouse.units()).apply(warehouse.contracts());
    }
  }

  @AfterAll
  static void stop() {
    Stack.stop(settings);
    assertThat(Stack.status(settings))
        .allSatisfy(server -> assertThat(server.state()).isEqualTo(ServiceStatus.State.STOPPED));
  }

  @Test
  @Order(1)
  void runsOnWhenTheCommandHasEnded() {
    assertThat(Stack.status(settings))
        .hasSize(3)
        .allSatisfy(server -> assertThat(server.state()).isEqualTo(ServiceStatus.State.READY));
  }

  @Test
  @Order(2)
  void isAttachedToByTheNextCommand() throws SQLException {
    List<Long> before = pids();
    try (Stack stack = open()) {
      stack.superset();
      assertThat(ask(stack.trino(), "select current_user")).isEqualTo("analyst");
    }
    assertThat(pids()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void startsAgainWhatWasKilled() throws Exception {
    List<Long> before = pids();
    for (long pid : before) {
      ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
      assertThat(process.destroyForcibly()).isTrue();
      process.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(Stack.status(settings))
        .allSatisfy(server -> assertThat(server.state()).isEqualTo(ServiceStatus.State.STOPPED));
    try (Stack stack = open()) {
      stack.superset();
      assertThat(ask(stack.trino(), "select 1")).isEqualTo("1");
      stack.keepRunning();
    }
    assertThat(pids()).doesNotContainAnyElementsOf(before);
  }

  @Test
  @Order(4)
  void isNotStoppedWhileACommandWrites() {
    try (WriteLock held = WriteLock.take(settings, "nightly")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> Stack.stop(settings))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("LOCKED"))
          .hasMessageContaining("nightly");
    }
    assertThat(pids()).doesNotContain(0L);
  }

  @Test
  @Order(5)
  void endsWithItsCommandWhenItIsNotToBeKept() throws IOException {
    Stack.stop(settings);
    try (Stack stack = open()) {
      assertThat(stack.postgres().attachment()).isEqualTo(PostgresServer.Attachment.STARTED);
      try (ServerSocket taken =
          new ServerSocket(
              settings.trinoPort(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
        assertThat(taken.isBound()).isTrue();
        assertThatThrownBy(stack::trino)
            .isInstanceOfSatisfying(
                MujunException.class, e -> assertThat(e.code()).isEqualTo("PORT_TAKEN"))
            .hasMessageContaining("Trino");
      }
    }
    assertThat(pids()).containsOnly(0L);
  }

  @Test
  @Order(6)
  void keepsSecretsFromOtherUsers() throws IOException {
    try (var files = Files.list(settings.secrets())) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .as(file.toString())
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  private static Stack open() {
    return Stack.open(settings, line -> System.out.println(line));
  }

  private static List<Long> pids() {
    return Stack.status(settings).stream().map(ServiceStatus::pid).toList();
  }

  private static String ask(TrinoServer trino, String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(trino.jdbcUrl(), "analyst", trino.password("analyst"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
