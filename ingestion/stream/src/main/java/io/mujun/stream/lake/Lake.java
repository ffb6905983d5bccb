package io.mujun.stream.lake;

import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.source.SourceFault;
import io.mujun.warehouse.CommitKeys;
import io.mujun.warehouse.MujunException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The Iceberg tables, by their names in SQL. */
public final class Lake {
  /** The catalog's name, the same in every engine: it is part of the catalog's keys. */
  private static final String NAME = "mujun";

  private final CatalogLoader loader;
  private final Catalog catalog;

  /**
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the catalog's database does not answer
   */
  public Lake(StreamConfiguration.Catalog configuration) {
    Map<String, String> properties = new HashMap<>();
    properties.put(CatalogProperties.URI, configuration.uri());
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, configuration.warehouse());
    properties.put("jdbc.user", configuration.user());
    properties.put("jdbc.password", configuration.password());
    properties.put("jdbc.schema-version", "V1");
    loader =
        CatalogLoader.custom(
            NAME, properties, new Configuration(false), JdbcCatalog.class.getName());
    try {
      catalog = loader.loadCatalog();
    } catch (RuntimeException unreachable) {
      throw new MujunException(
          "CATALOG_UNREACHABLE",
          "The Iceberg catalog at "
              + configuration.uri()
              + " cannot be opened: "
              + SourceFault.rootMessage(unreachable)
              + ". Check that its PostgreSQL runs and the password is right.",
          unreachable);
    }
  }

  /**
   * The table of a name in SQL.
   *
   * @throws MujunException {@code TABLE_NOT_CREATED}
   */
  public Table table(String qualifiedName) {
    try {
      return catalog.loadTable(identifier(qualifiedName));
    } catch (NoSuchTableException absent) {
      throw new MujunException(
          "TABLE_NOT_CREATED",
          "The table "
              + qualifiedName
              + " is not in the catalog. Tables are created from their contracts before ingestion;"
              + " start it through ./mujun ingest.",
          absent);
    }
  }

  public TableLoader tableLoader(String qualifiedName) {
    return TableLoader.fromCatalog(loader, identifier(qualifiedName));
  }

  /** The newest day of reception among a table's commits and a day to come, as ISO text. */
  public String receivedOn(String qualifiedName, LocalDate day) {
    Snapshot snapshot = table(qualifiedName).currentSnapshot();
    String known = snapshot == null ? null : snapshot.summary().get(CommitKeys.RECEIVED_ON);
    return known != null && known.compareTo(day.toString()) > 0 ? known : day.toString();
  }

  private static TableIdentifier identifier(String qualifiedName) {
    return TableIdentifier.parse(qualifiedName);
  }
}
