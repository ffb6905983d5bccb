package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The catalog, opened. Close it to release its connections. */
public final class MujunCatalog implements AutoCloseable {
  private static final int ATTEMPTS = 20;

  private final CatalogSettings settings;
  private final JdbcCatalog catalog;

  private MujunCatalog(CatalogSettings settings, JdbcCatalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  /**
   * Opens the catalog and creates its own tables where they are missing.
   *
   * @throws MujunException {@code CATALOG_UNREACHABLE} where its database does not answer
   */
  public static MujunCatalog open(CatalogSettings settings) {
    Map<String, String> properties = new HashMap<>(settings.properties());
    properties.put(CatalogProperties.FILE_IO_IMPL, LocalFileIO.class.getName());
    JdbcCatalog catalog = new JdbcCatalog();
    try {
      catalog.initialize(CatalogSettings.NAME, properties);
    } catch (RuntimeException unreachable) {
      throw new MujunException(
          "CATALOG_UNREACHABLE",
          "The catalog at %s does not answer: %s. Is PostgreSQL up (mujun status)?"
              .formatted(settings.uri(), rootMessage(unreachable)),
          unreachable);
    }
    return new MujunCatalog(settings, catalog);
  }

  public CatalogSettings settings() {
    return settings;
  }

  /** The table as it stands now. */
  public Table table(String qualifiedName) {
    return catalog.loadTable(identifier(qualifiedName));
  }

  /**
   * Several tables as they stood at one moment: their pointers are read in one statement, so that
   * no publication falls between them.
   */
  public Map<String, Table> tablesTogether(List<String> qualifiedNames) {
    CatalogMoment moment = CatalogMoment.read(settings);
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String name : qualifiedNames) {
      tables.put(
          name,
          moment
              .table(name)
              .orElseThrow(
                  () ->
                      new MujunException(
                          "TABLE_UNKNOWN", "The catalog has no table '" + name + "'.")));
    }
    return tables;
  }

  public boolean contains(String qualifiedName) {
    return catalog.tableExists(identifier(qualifiedName));
  }

  /** A commit of several tables at once. Publish it or forget it. */
  public MultiTableCommit newCommit() {
    return new MultiTableCommit(settings, catalog);
  }

  /**
   * Stages and publishes a commit, again from the start where another writer came first.
   *
   * @param stage stages changes; called once for each attempt, and must not keep anything between
   * @return what the successful attempt staged
   */
  public <T> T commit(Function<MultiTableCommit, T> stage) {
    for (int attempt = 1; ; attempt++) {
      MultiTableCommit commit = newCommit();
      T result = stage.apply(commit);
      try {
        commit.publish();
        return result;
      } catch (CommitConflict conflict) {
        if (attempt == ATTEMPTS) {
          throw new MujunException(
              "COMMIT_CONFLICT",
              "Other writers came first %d times: %s. Run it again when they are done."
                  .formatted(ATTEMPTS, conflict.getMessage()),
              conflict);
        }
      }
    }
  }

  JdbcCatalog jdbc() {
    return catalog;
  }

  static TableIdentifier identifier(String qualifiedName) {
    return TableIdentifier.parse(qualifiedName);
  }

  void createNamespace(String layer) {
    Namespace namespace = Namespace.of(layer);
    if (!catalog.namespaceExists(namespace)) {
      catalog.createNamespace(namespace);
    }
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  @Override
  public void close() {
    catalog.close();
  }
}
