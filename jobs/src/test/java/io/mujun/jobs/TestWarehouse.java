package io.mujun.jobs;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Consumption;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.RowWriter;
import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.MaintenancePolicy;
import io.mujun.catalog.maintenance.TableOutcome;
import io.mujun.catalog.publication.Volume;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.Night;
import io.mujun.jobs.night.NightRequest;
import io.mujun.jobs.night.NightResult;
import io.mujun.jobs.sql.JobsConfiguration;
import io.mujun.jobs.sql.Sessions;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.CommitKeys;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.StatementScope;
import io.mujun.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A catalog of its own in the shared server, with the project's declarations. */
final class TestWarehouse implements AutoCloseable {
  static final Path DECLARATIONS = Path.of("..", "warehouse").toAbsolutePath().normalize();

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-11-24T14:00:00Z"), ZoneId.of("Asia/Shanghai"));
  private static EmbeddedPostgres postgres;

  private final CatalogSettings settings;
  private final MujunCatalog catalog;
  private final Warehouse declarations;
  private final SparkSession session;
  private final Map<String, List<Map<String, Object>>> received = new LinkedHashMap<>();
  private Contracts contracts;
  private int batch;
  private int sequence;
  private final Map<Map.Entry<String, Map<String, Object>>, List<String>> held =
      new LinkedHashMap<>();

  private TestWarehouse(CatalogSettings settings, Path declarations) {
    this.settings = settings;
    this.catalog = MujunCatalog.open(settings);
    this.declarations = new Warehouse(declarations);
    declare();
    this.session = session(settings);
  }

  /** Lets the tables follow the declarations as they now are. */
  void declare() {
    contracts = declarations.contracts();
    new Declarations(catalog, declarations.units()).apply(contracts);
  }

  /** Copies the project's declarations, so that a test may change them. */
  static void copyDeclarations(Path directory) throws IOException {
    for (String folder : List.of("tables", "metrics", "codes")) {
      try (Stream<Path> files = Files.walk(DECLARATIONS.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          Path target = directory.resolve(DECLARATIONS.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        }
      }
    }
  }

  /**
   * Copies the declarations with the metrics of the ledgers alone: most of a night is metrics.
   *
   * @param further files of metrics, without their ending, that are copied too
   */
  static void copyFewDeclarations(Path directory, String... further) throws IOException {
    Set<String> kept = new LinkedHashSet<>(List.of(further));
    kept.add("investment_ledger");
    copyDeclarations(directory, kept::contains);
  }

  /**
   * Copies the declarations with some of the metrics.
   *
   * @param kept which files of metrics are copied, by their names without ending
   */
  static void copyDeclarations(Path directory, Predicate<String> kept) throws IOException {
    copyDeclarations(directory);
    try (Stream<Path> files = Files.list(directory.resolve("metrics"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!kept.test(file.getFileName().toString().replace(".yaml", ""))) {
          Files.delete(file);
        }
      }
    }
  }

  static TestWarehouse create() {
    return create(DECLARATIONS);
  }

  static TestWarehouse create(Path declarations) {
    String database = "jobs_" + COUNT.incrementAndGet();
    try {
      Path directory = Files.createTempDirectory("mujun-jobs-");
      try (Connection connection = postgres().getPostgresDatabase().getConnection();
          java.sql.Statement statement = connection.createStatement()) {
        statement.execute("create database " + database);
      }
      return new TestWarehouse(
          new CatalogSettings(
              postgres().getJdbcUrl("postgres", database),
              "postgres",
              "postgres",
              "file://" + directory),
          declarations);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The session of the process, with this catalog. */
  private static SparkSession session(CatalogSettings settings) {
    JobsConfiguration configuration =
        new JobsConfiguration(settings, ".", 2, Map.of("spark.buffer.pageSize", "1m"));
    SparkSession session = Sessions.open(configuration).newSession();
    Sessions.settings(configuration).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("spark.sql.catalog."))
        .forEach(entry -> session.conf().set(entry.getKey(), entry.getValue()));
    return session;
  }

  /** Has nights set up as for so many records, whatever there are. */
  TestWarehouse of(Volume volume) {
    session.conf().set(Sessions.VOLUME, volume.name());
    return this;
  }

  private static synchronized EmbeddedPostgres postgres() throws IOException {
    if (postgres == null) {
      postgres = EmbeddedPostgres.builder().start();
    }
    return postgres;
  }

  CatalogSettings settings() {
    return settings;
  }

  /** Folder of its declarations. */
  Path declarations() {
    return declarations.directory();
  }

  MujunCatalog catalog() {
    return catalog;
  }

  SparkSession session() {
    return session;
  }

  Contracts contracts() {
    return contracts;
  }

  NightResult night(String date, Mode mode) {
    return night(new Warehouse(declarations.directory()), date, mode);
  }

  NightResult night(Warehouse warehouse, String date, Mode mode) {
    return new Night(session, catalog, warehouse, CLOCK, model -> {})
        .run(new NightRequest(LocalDate.parse(date), mode));
  }

  /**
   * Runs a night.
   *
   * @param meanwhile what happens after its first model
   */
  NightResult night(String date, Mode mode, Runnable meanwhile) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new Night(
            session,
            catalog,
            declarations,
            CLOCK,
            model -> {
              if (first.getAndSet(false)) {
                meanwhile.run();
              }
            })
        .run(new NightRequest(LocalDate.parse(date), mode));
  }

  /** A night as another process runs it. */
  NightResult nightElsewhere(String date) {
    return new Night(session(settings), catalog, declarations, CLOCK, ignored -> {})
        .run(new NightRequest(LocalDate.parse(date), Mode.INCREMENTAL));
  }

  /** Breaks the connections by which nights hold their lock. */
  void endLocks() {
    try (Connection connection =
            DriverManager.getConnection(settings.uri(), settings.user(), settings.password());
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 60000) from pg_locks join pg_database on database = oid"
              + " where locktype = 'advisory' and datname = current_database()");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Appends one batch of records, received on a day; provenance is filled in, and columns that the
   * table does not have yet are left out.
   */
  void receive(String table, String day, List<Map<String, Object>> records) {
    Contract contract = contracts.table(table);
    String operation = contract.statementScope().isEmpty() ? "insert" : "statement";
    batch++;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> values : records) {
      Map<String, Object> row = new HashMap<>();
      row.put("batch_id", "batch-%04d".formatted(batch));
      row.put("system", "测试");
      row.put("source_row", rows.size() + 5);
      row.put("source_position", "%06d".formatted(batch));
      if (contract.statementScope().isEmpty()) {
        row.put("source_database", "county");
        row.put("source_table", contract.name());
      }
      row.put("operation", operation);
      row.put("received_at", LocalDate.parse(day).atStartOfDay().plusSeconds(batch));
      row.put("received_on", LocalDate.parse(day));
      row.putAll(values);
      row.keySet().retainAll(contract.propertiesByName().keySet());
      rows.add(row);
    }
    append(table, day, rows);
    if (!contract.statementScope().isEmpty()) {
      hold(contract, day, rows);
    }
  }

  /** Lets the statements of these records hold from their day on. */
  private void hold(Contract contract, String day, List<Map<String, Object>> rows) {
    Set<Map<String, Object>> scopes = new LinkedHashSet<>();
    rows.forEach(
        row -> {
          Map<String, Object> scope = new TreeMap<>(row);
          scope.keySet().retainAll(contract.statementScope());
          scopes.add(scope);
        });
    String batchId = "batch-%04d".formatted(batch);
    state(
        day,
        scopes.stream()
            .map(scope -> new Statement(contract.qualifiedName(), scope, batchId, "whole"))
            .toList());
  }

  /**
   * A scope's statement.
   *
   * @param batchId null for none
   * @param completeness whole, partial or empty
   */
  record Statement(String table, Map<String, Object> scope, String batchId, String completeness) {}

  /**
   * Says which statement of a scope holds from a day on.
   *
   * @param batchId null for none
   * @param completeness whole, partial or empty
   */
  void state(
      String table, Map<String, Object> scope, String day, String batchId, String completeness) {
    state(day, List.of(new Statement(table, scope, batchId, completeness)));
  }

  /** Says, in one commit, which statements of several scopes hold from a day on. */
  void state(String day, List<Statement> statements) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Statement statement : statements) {
      held.computeIfAbsent(
              Map.entry(statement.table(), statement.scope()), any -> new ArrayList<>())
          .add(String.valueOf(statement.batchId()));
      Map<String, Object> row = new HashMap<>();
      row.put("table_name", statement.table());
      row.put("scope", StatementScope.of(contracts.table(statement.table()), statement.scope()));
      row.put("zone_code", statement.scope().get("zone_code"));
      row.put("batch_id", statement.batchId());
      row.put("period", statement.scope().get("period"));
      row.put("completeness", statement.completeness());
      row.put("received_on", LocalDate.parse(day));
      row.put("sequence", (long) ++sequence);
      rows.add(row);
    }
    append(VintageSql.STATEMENTS, day, rows);
  }

  /** Table and scope → the batches that held for it, one after another. */
  Map<Map.Entry<String, Map<String, Object>>, List<String>> statements() {
    return held;
  }

  /** Appends, in one commit a table, all that another warehouse received. */
  void receiveAllOf(TestWarehouse other) {
    other.received.forEach(
        (table, rows) ->
            append(
                table,
                rows.stream()
                    .map(row -> row.get("received_on").toString())
                    .max(Comparator.naturalOrder())
                    .orElseThrow(),
                rows));
  }

  private void append(String table, String day, List<Map<String, Object>> rows) {
    received.computeIfAbsent(table, any -> new ArrayList<>()).addAll(rows);
    Table target = catalog.table(table);
    AppendFiles append = target.newAppend();
    RowWriter.write(target, rows).forEach(append::appendFile);
    append.set(CommitKeys.RECEIVED_ON, latest(target, LocalDate.parse(day)).toString());
    append.commit();
  }

  private static LocalDate latest(Table table, LocalDate day) {
    Snapshot current = table.currentSnapshot();
    LocalDate before = current == null ? null : Consumption.receivedOn(table, current);
    return before == null || before.isBefore(day) ? day : before;
  }

  /** Maintains all tables, keeping no state but those that are named. */
  List<TableOutcome> maintain() {
    MaintenancePolicy policy =
        new MaintenancePolicy(Duration.ZERO, 16 << 20, 1, Duration.ofHours(1), Duration.ofDays(1));
    return new Maintenance(
            catalog, policy, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)), outcome -> {})
        .run(Maintenance.Mode.WRITE);
  }

  /** Rows of a query over what is published. */
  List<Row> query(String sql) {
    session.conf().unset("spark.wap.branch");
    return session.sql(sql).collectAsList();
  }

  @Override
  public void close() {
    catalog.close();
  }
}
