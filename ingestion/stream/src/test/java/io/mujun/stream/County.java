package io.mujun.stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.stream.source.Deadline;
import io.mujun.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A county's approval database and a warehouse of its own, on one real PostgreSQL for all tests.
 */
final class County implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String USER = "postgres";
  private static final String PASSWORD = "unchecked";

  /** The role that the sample schema makes for capture; it has no right beyond what that needs. */
  private static final String CAPTURE = "county_approval_capture";

  private static EmbeddedPostgres postgres;

  private final String name;
  private final String connection;
  private final Path folder;
  private final String catalogName;
  private final MujunCatalog catalog;

  private County(
      String name, String connection, Path folder, String catalogName, MujunCatalog catalog) {
    this.name = name;
    this.connection = connection;
    this.folder = folder;
    this.catalogName = catalogName;
    this.catalog = catalog;
  }

  static Path repository() {
    return Path.of("../..").toAbsolutePath().normalize();
  }

  /** A county with the sample schema and no rows. */
  static County create(Path folder) throws Exception {
    int number = NUMBER.incrementAndGet();
    String name = "county_%d_%d".formatted(ProcessHandle.current().pid(), number);
    administrate("create database " + name);
    administrate("create database catalog_" + name);
    Warehouse warehouse = new Warehouse(repository().resolve("warehouse"));
    MujunCatalog catalog =
        MujunCatalog.open(
            new CatalogSettings(
                url("catalog_" + name),
                USER,
                PASSWORD,
                Files.createDirectories(folder.resolve("warehouse")).toUri().toString()));
    new Declarations(catalog, warehouse.units()).apply(warehouse.contracts());
    County county = new County(name, "county_approval", folder, "catalog_" + name, catalog);
    county.load("schema/county_approval.sql");
    return county;
  }

  /** Another county, whose records go to the same warehouse. */
  County neighbour(String connection) throws Exception {
    String neighbour = "%s_%s".formatted(name, connection);
    administrate("create database " + neighbour);
    County county = new County(neighbour, connection, folder, catalogName, catalog);
    county.load("schema/county_approval.sql");
    return county;
  }

  private static synchronized EmbeddedPostgres postgres() {
    if (postgres == null) {
      postgres = server();
    }
    return postgres;
  }

  /** A server of its own. */
  static EmbeddedPostgres server() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("wal_level", "logical")
          .setServerConfig("max_connections", "100")
          .setServerConfig("max_replication_slots", "40")
          .setServerConfig("max_wal_senders", "40")
          .setServerConfig("fsync", "off")
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The county's database set up anew on another server, as a dump is restored. */
  ObjectNode restoreOn(EmbeddedPostgres server, String rows) throws IOException, SQLException {
    executeOn(server.getJdbcUrl(USER, "postgres"), "create database " + name);
    executeOn(
        server,
        Files.readString(repository().resolve("samples/databases/schema/county_approval.sql")));
    executeOn(server, rows);
    ObjectNode configuration = configuration();
    ((ObjectNode) configuration.get("source")).put("port", server.getPort());
    return configuration;
  }

  void executeOn(EmbeddedPostgres server, String sql) throws SQLException {
    executeOn(server.getJdbcUrl(USER, name), sql);
  }

  private static void executeOn(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Takes the server's log some files further. */
  static void fillLog() throws SQLException {
    for (int file = 0; file < 4; file++) {
      administrate("select pg_logical_emit_message(true, 'fill', repeat('x', 1000))");
      administrate("select pg_switch_wal()");
    }
  }

  /** Makes the server drop log that the county's slot still needs. */
  void loseSlot() throws Exception {
    administrate("alter system set max_slot_wal_keep_size = '1MB'");
    administrate("select pg_reload_conf()");
    try {
      Deadline wait = Deadline.seconds(60);
      while (!"lost"
          .equals(
              query(
                  "select wal_status from pg_replication_slots"
                      + " where database = current_database()"))) {
        if (!wait.again()) {
          throw new AssertionError("The slot is not lost.");
        }
        fillLog();
        administrate("checkpoint");
      }
    } finally {
      administrate("alter system reset max_slot_wal_keep_size");
      administrate("select pg_reload_conf()");
    }
  }

  static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres().getPort(), database);
  }

  static void administrate(String sql) throws SQLException {
    execute("postgres", sql);
  }

  private static void execute(String database, String sql) throws SQLException {
    executeOn(url(database), sql);
  }

  /** Makes the server ask a role that is not the administrator for its password. */
  static void requirePasswords() throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show hba_file")) {
      row.next();
      Path file = Path.of(row.getString(1));
      String rules = Files.readString(file);
      String rule = "host all capture_test 127.0.0.1/32 scram-sha-256\n";
      if (!rules.startsWith(rule)) {
        Files.writeString(file, rule + rules);
      }
    }
    administrate("select pg_reload_conf()");
  }

  /** Waits until a stream reads the county's slot. */
  void awaitSlotTaken() throws SQLException, InterruptedException {
    Deadline wait = Deadline.seconds(60);
    while (query(
            "select 1 from pg_replication_slots where active and database = current_database()")
        == null) {
      if (!wait.again()) {
        throw new AssertionError("No stream reads the slot.");
      }
    }
  }

  /** Loads a file of {@code samples/databases}. */
  void load(String file) throws IOException, SQLException {
    execute(Files.readString(repository().resolve("samples/databases").resolve(file)));
  }

  void execute(String sql) throws SQLException {
    execute(name, sql);
  }

  /** A connection to the county's database, for transactions. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(name), USER, PASSWORD);
  }

  String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** What the stream's process is told; tests change what they need. */
  ObjectNode configuration() {
    ObjectNode configuration = JSON.createObjectNode();
    configuration
        .putObject("source")
        .put("host", "127.0.0.1")
        .put("port", postgres().getPort())
        .put("database", name)
        .put("user", CAPTURE)
        .put("password", PASSWORD)
        .put("connection", connection)
        .put("slot", "slot_" + name);
    configuration
        .putObject("catalog")
        .put("uri", url(catalogName))
        .put("user", USER)
        .put("password", PASSWORD)
        .put("warehouse", folder.resolve("warehouse").toUri().toString());
    return configuration
        .put("warehouseDirectory", repository().resolve("warehouse").toString())
        .put("sourcesDirectory", repository().resolve("ingestion/sources").toString())
        .put("stateDirectory", state().toString())
        .put("receivedOn", "2024-11-15")
        .put("mode", "catch_up");
  }

  Path state() {
    return folder.resolve("state-" + connection);
  }

  StreamProcess start() throws IOException {
    return start(configuration());
  }

  StreamProcess start(ObjectNode configuration) throws IOException {
    return StreamProcess.start(configuration, folder.resolve("stream.log"));
  }

  Table table(String qualifiedName) {
    return catalog.table(qualifiedName);
  }

  List<Record> rows(String qualifiedName) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table(qualifiedName)).build()) {
      records.forEach(rows::add);
    }
    return rows;
  }

  /** Waits until a table has this many rows. */
  void awaitRows(String qualifiedName, int rows) throws IOException, InterruptedException {
    Deadline wait = Deadline.seconds(60);
    while (rows(qualifiedName).size() != rows) {
      if (!wait.again()) {
        throw new AssertionError(
            "%s has %d rows, not %d".formatted(qualifiedName, rows(qualifiedName).size(), rows));
      }
    }
  }

  /** Waits until a table has at least this many rows. */
  void awaitAtLeast(String qualifiedName, int rows) throws IOException, InterruptedException {
    Deadline wait = Deadline.seconds(90);
    while (rows(qualifiedName).size() < rows) {
      if (!wait.again()) {
        throw new AssertionError(
            "%s has %d rows, not %d".formatted(qualifiedName, rows(qualifiedName).size(), rows));
      }
    }
  }

  /** Ids of all tables' current snapshots: the same before and after means nothing was written. */
  List<String> snapshots() {
    List<String> snapshots = new ArrayList<>();
    for (String table :
        List.of(
            "ods.approval_case",
            "ods.approval_pause",
            "ods.commitment",
            "ods.proxy_service",
            "ops.batch",
            "ops.refusal",
            "ops.warning")) {
      Snapshot snapshot = table(table).currentSnapshot();
      snapshots.add(table + "@" + (snapshot == null ? "-" : snapshot.snapshotId()));
    }
    return snapshots;
  }

  @Override
  public void close() throws SQLException {
    String slot =
        query("select slot_name from pg_replication_slots where database = '" + name + "'");
    if (slot != null) {
      execute("select pg_drop_replication_slot('" + slot + "')");
    }
    administrate("drop database " + name + " with (force)");
    if (catalogName.equals("catalog_" + name)) {
      catalog.close();
      administrate("drop database " + catalogName + " with (force)");
    }
  }
}
