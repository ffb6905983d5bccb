package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The embedded PostgreSQL, on the loopback address, with a password and durable settings.
 *
 * <p>Opening attaches to the server of this data folder where it runs, and starts it where not.
 * Closing stops it when nobody needs it any more: neither another command nor {@code up}.
 */
public final class PostgresServer implements AutoCloseable {
  /** Database of the Iceberg catalog. */
  public static final String CATALOG = "mujun_catalog";

  /** Database of Superset's metadata. */
  public static final String SUPERSET = "superset";

  /** Database of the sample counties' exchange tables. */
  public static final String EXCHANGE = "county_exchange";

  /** Database of the sample counties' approval system. */
  public static final String APPROVAL = "county_approval";

  static final String NAME = "postgres";

  private static final List<String> DATABASES = List.of(CATALOG, SUPERSET, EXCHANGE, APPROVAL);
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Duration ORPHANS_LIMIT = Duration.ofSeconds(20);
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Settings settings;
  private final Lifetime lifetime;
  private final Optional<Path> lease;
  private final int port;
  private final Attachment attachment;

  /** How a server was found. */
  public enum Attachment {
    /** It ran already. */
    ATTACHED,
    /** It was started by this call. */
    STARTED
  }

  private PostgresServer(Settings settings, Optional<Path> lease, int port, Attachment attachment) {
    this.settings = settings;
    this.lifetime = new Lifetime(settings, NAME);
    this.lease = lease;
    this.port = port;
    this.attachment = attachment;
    Shutdown.register(this);
  }

  /**
   * Attaches to the server of this data folder, or starts it.
   *
   * @throws MujunException DATA_NOT_YOURS, DATA_UNWRITABLE, DATA_FULL, PORT_TAKEN,
   *     POSTGRES_VERSION, POSTGRES_DAMAGED, POSTGRES_PLATFORM or POSTGRES_START
   */
  public static PostgresServer open(Settings settings) {
    DataFolder.requireUsable(settings);
    PostgresCluster cluster = new PostgresCluster(settings);
    Lifetime lifetime = new Lifetime(settings, NAME);
    Optional<Postmaster> running = Postmaster.running(cluster.folder());
    if (lifetime.isDetached() && running.filter(Postmaster::isReady).isPresent()) {
      return new PostgresServer(
          settings, Optional.empty(), running.get().port(), Attachment.ATTACHED);
    }
    DataFolder.prepare(settings);
    AutoCloseable unfinished = () -> Mutex.whileHeld(settings, NAME, () -> abandon(settings));
    Shutdown.register(unfinished);
    try {
      return Mutex.whileHeld(settings, NAME, () -> openHeld(settings));
    } finally {
      Shutdown.unregister(unfinished);
    }
  }

  private static PostgresServer openHeld(Settings settings) {
    PostgresCluster cluster = new PostgresCluster(settings);
    Lifetime lifetime = new Lifetime(settings, NAME);
    Optional<Postmaster> found = Postmaster.running(cluster.folder());
    if (found.isEmpty()) {
      lifetime.clear();
      start(settings, cluster);
    }
    Postmaster ready = awaitReady(settings, cluster);
    PostgresServer server =
        new PostgresServer(
            settings,
            Optional.of(lifetime.lease()),
            ready.port(),
            found.isPresent() ? Attachment.ATTACHED : Attachment.STARTED);
    if (found.isEmpty()) {
      server.ensureDatabases(DATABASES);
    }
    return server;
  }

  /** Ends a server whose start was interrupted, unless others have come to use it. */
  private static void abandon(Settings settings) {
    if (!new Lifetime(settings, NAME).isNeededByOthers()) {
      stopHeld(settings);
    }
  }

  /** Whether the server of this data folder runs; its port then. */
  static Optional<Postmaster> running(Settings settings) {
    return Postmaster.running(new PostgresCluster(settings).folder());
  }

  /** Stops the server of this data folder, whoever uses it; does nothing where it does not run. */
  static void stop(Settings settings) {
    if (Files.isDirectory(settings.run())) {
      Mutex.whileHeld(settings, NAME, () -> stopHeld(settings));
    }
  }

  public int port() {
    return port;
  }

  public Attachment attachment() {
    return attachment;
  }

  /** The user that owns all databases. */
  public String user() {
    return PostgresCluster.USER;
  }

  /**
   * The password of {@link #user}.
   *
   * @throws MujunException SECRET_LOST where its file was removed while the server runs
   */
  public String password() {
    Secrets secrets = new Secrets(settings);
    if (!secrets.contains(PostgresCluster.SECRET)) {
      throw new MujunException(
          "SECRET_LOST",
          "The password of PostgreSQL, %s, is gone. Run mujun down: the next start sets a new one."
              .formatted(secrets.file(PostgresCluster.SECRET)));
    }
    return secrets.secret(PostgresCluster.SECRET);
  }

  /** The JDBC URL of a database, without credentials. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /**
   * A new connection as {@link #user}.
   *
   * @throws MujunException POSTGRES_REFUSED
   */
  public Connection connect(String database) {
    try {
      return DriverManager.getConnection(url(database), user(), password());
    } catch (SQLException e) {
      throw new MujunException(
          "POSTGRES_REFUSED",
          "PostgreSQL on port %d refused a connection to %s: %s See %s."
              .formatted(port, database, e.getMessage(), LogFile.of(settings, NAME).path()),
          e);
    }
  }

  /** Creates a database where there is none of that name. */
  public void ensureDatabase(String database) {
    ensureDatabases(List.of(database));
  }

  private void ensureDatabases(List<String> databases) {
    try (Connection connection = connect("postgres")) {
      Set<String> present = databases(connection);
      for (String database : databases) {
        if (!DATABASE_NAME.matcher(database).matches()) {
          throw new IllegalArgumentException("not a database name: " + database);
        }
        if (!present.contains(database)) {
          try (Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
          }
        }
      }
    } catch (SQLException e) {
      throw new MujunException(
          "POSTGRES_REFUSED",
          "The databases %s cannot be created: %s"
              .formatted(String.join(", ", databases), e.getMessage()),
          e);
    }
  }

  private static Set<String> databases(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select datname from pg_database")) {
      Set<String> names = new HashSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  /** From now on the server runs until it is stopped on purpose. */
  void keepRunning() {
    Mutex.whileHeld(settings, NAME, lifetime::detach);
  }

  @Override
  public void close() {
    // Registered to the end: a shutdown that comes meanwhile then waits here for the same mutex.
    try {
      lease.ifPresent(held -> Mutex.whileHeld(settings, NAME, () -> close(held)));
    } finally {
      Shutdown.unregister(this);
    }
  }

  private void close(Path held) {
    if (Files.exists(held)) {
      lifetime.release(held);
      if (!lifetime.isNeeded()) {
        stopHeld(settings);
      }
    }
  }

  static MujunException failed(Settings settings, String what, String log) {
    if (log.contains("No space left on device")) {
      return new MujunException(
          "DATA_FULL",
          "PostgreSQL cannot start: the disk of %s is full. Free some space.\n%s"
              .formatted(settings.data(), log));
    }
    if (log.contains("Read-only file system") || log.contains("Permission denied")) {
      return new MujunException(
          "DATA_UNWRITABLE",
          "PostgreSQL cannot write its data in %s. Make the folder writable for this user.\n%s"
              .formatted(settings.data(), log));
    }
    String hint =
        log.contains("unshare")
            ? " As root it needs user namespaces, which this system denies: run mujun as an ordinary user."
            : "";
    return new MujunException(
        "POSTGRES_START",
        "PostgreSQL did not start: %s.%s Its log is %s and ends with\n%s"
            .formatted(what, hint, LogFile.of(settings, NAME).path(), log));
  }

  private static void start(Settings settings, PostgresCluster cluster) {
    Ports.requireFree("PostgreSQL", settings.postgresPort(), Settings.POSTGRES_PORT);
    PostgresPrograms programs = PostgresPrograms.unpack(settings);
    clearDeadPostmaster(settings, cluster);
    cluster.prepare(programs);
    LogFile log = LogFile.of(settings, NAME);
    ProgramRun run =
        ProgramRun.of(
            programs.command(
                "pg_ctl",
                List.of(
                    "start",
                    "--wait",
                    "--timeout=" + READY_LIMIT.toSeconds(),
                    "--pgdata=" + cluster.folder(),
                    "--log=" + log.path())),
            log);
    if (run.exit() != 0) {
      throw failed(settings, "pg_ctl ended with " + run.exit(), run.output());
    }
  }

  /**
   * After a crash {@code postmaster.pid} stays. Server processes that outlived their parent are
   * waited for; then the file goes, since its pid may by now be that of any other process, which
   * PostgreSQL would take for its own.
   */
  private static void clearDeadPostmaster(Settings settings, PostgresCluster cluster) {
    Path file = cluster.folder().resolve(Postmaster.FILE);
    if (!Files.exists(file)) {
      return;
    }
    try {
      if (Wait.until(() -> workers(cluster.folder()).isEmpty(), ORPHANS_LIMIT, PAUSE)
          == Wait.Outcome.LIMIT_REACHED) {
        throw failed(
            settings,
            "processes of an earlier run still use its data: " + workers(cluster.folder()),
            "");
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(settings, "interrupted", "");
    }
  }

  /** Processes that work in the data folder, as all of PostgreSQL's do (Linux, own processes). */
  private static List<Long> workers(Path folder) {
    try {
      Path real = folder.toRealPath();
      return ProcessHandle.allProcesses()
          .map(ProcessHandle::pid)
          .filter(pid -> workingFolder(pid).filter(real::equals).isPresent())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Path> workingFolder(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Postmaster awaitReady(Settings settings, PostgresCluster cluster) {
    try {
      Wait.until(
          () -> Postmaster.running(cluster.folder()).map(Postmaster::isReady).orElse(true),
          READY_LIMIT,
          PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Postmaster.running(cluster.folder())
        .filter(Postmaster::isReady)
        .orElseThrow(
            () ->
                failed(
                    settings,
                    "it is not ready after " + READY_LIMIT.toSeconds() + " s",
                    LogFile.of(settings, NAME).tail(15, 0)));
  }

  private static void stopHeld(Settings settings) {
    PostgresCluster cluster = new PostgresCluster(settings);
    Optional<ProcessHandle> process =
        Postmaster.running(cluster.folder()).flatMap(found -> found.identity().live());
    if (process.isPresent()) {
      ProgramRun run =
          ProgramRun.of(
              PostgresPrograms.unpack(settings)
                  .command(
                      "pg_ctl",
                      List.of(
                          "stop",
                          "--mode=fast",
                          "--wait",
                          "--timeout=60",
                          "--pgdata=" + cluster.folder())),
              LogFile.of(settings, NAME));
      if (run.exit() != 0 && process.get().isAlive()) {
        throw new MujunException(
            "POSTGRES_STOP",
            "PostgreSQL (process %d) did not stop:\n%s"
                .formatted(process.get().pid(), run.output()));
      }
    }
    new Lifetime(settings, NAME).clear();
  }
}
