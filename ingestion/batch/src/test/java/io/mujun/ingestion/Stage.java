package io.mujun.ingestion;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A PostgreSQL for all tests, and an empty warehouse for each. */
final class Stage implements AutoCloseable {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path INGESTION = ROOT.resolve("ingestion");
  static final Path SAMPLES = ROOT.resolve("samples/ledgers");
  private static EmbeddedPostgres postgres;

  private final CatalogSettings settings;
  private final MujunCatalog catalog;
  private final Path data;

  private Stage(CatalogSettings settings, MujunCatalog catalog, Path data) {
    this.settings = settings;
    this.catalog = catalog;
    this.data = data;
  }

  static synchronized EmbeddedPostgres postgres() {
    if (postgres == null) {
      try {
        postgres = EmbeddedPostgres.builder().start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return postgres;
  }

  /** Makes a database of the server. */
  static String createDatabase(String prefix) throws SQLException {
    String name = prefix + "_" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection connection = postgres().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return uri(name);
  }

  /** The address of a database, with no user in it. */
  static String uri(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres().getPort() + "/" + database;
  }

  static Stage open(Path data) throws SQLException {
    String uri = createDatabase("catalog");
    CatalogSettings settings =
        new CatalogSettings(
            uri, "postgres", "postgres", "file://" + data.resolve("warehouse").toAbsolutePath());
    MujunCatalog catalog = MujunCatalog.open(settings);
    Warehouse warehouse = warehouse();
    new Declarations(catalog, warehouse.units()).apply(warehouse.contracts());
    return new Stage(settings, catalog, data);
  }

  static Warehouse warehouse() {
    return new Warehouse(ROOT.resolve("warehouse"));
  }

  static IngestRules rules() {
    return IngestRules.read(warehouse(), INGESTION);
  }

  CatalogSettings settings() {
    return settings;
  }

  MujunCatalog catalog() {
    return catalog;
  }

  Path data() {
    return data;
  }

  IngestContext context(IngestRules rules, LocalDate receivedOn) {
    return new IngestContext(rules, catalog, data, receivedOn, receivedOn.atTime(9, 0));
  }

  /** All rows of a table, column → value, in a steady order. */
  List<Map<String, Object>> rows(String table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (CloseableIterable<Record> found = IcebergGenerics.read(catalog.table(table)).build()) {
      for (Record read : found) {
        Map<String, Object> row = new TreeMap<>();
        read.struct().fields().forEach(field -> row.put(field.name(), read.getField(field.name())));
        rows.add(row);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    rows.sort(java.util.Comparator.comparing(Object::toString));
    return rows;
  }

  /** Number of snapshots of each table: an untouched table has no new one. */
  Map<String, Integer> snapshots() {
    Map<String, Integer> snapshots = new TreeMap<>();
    rules()
        .contracts()
        .all()
        .forEach(
            contract -> {
              int count = 0;
              for (Object ignored : catalog.table(contract.qualifiedName()).snapshots()) {
                count++;
              }
              snapshots.put(contract.qualifiedName(), count);
            });
    return snapshots;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
