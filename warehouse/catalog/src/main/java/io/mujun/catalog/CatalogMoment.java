package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;

/**
 * All tables as they stood at one moment: their pointers are read in one statement, so that no
 * publication falls between them. It needs one connection and no opened catalog, and its tables can
 * only be read.
 */
public final class CatalogMoment {
  private final Map<String, String> locations;

  private CatalogMoment(Map<String, String> locations) {
    this.locations = locations;
  }

  /**
   * This moment; it has no tables where the catalog has not been made yet.
   *
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the database does not answer
   */
  public static CatalogMoment read(CatalogSettings settings) {
    return new CatalogMoment(TablePointers.read(settings));
  }

  /** The table of this name; empty where the catalog had none. */
  public Optional<Table> table(String qualifiedName) {
    return Optional.ofNullable(locations.get(qualifiedName))
        .map(
            location ->
                new BaseTable(
                    new StaticTableOperations(location, new LocalFileIO()), qualifiedName));
  }
}
