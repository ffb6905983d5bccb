package io.mujun.jobs.sql;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.mujun.catalog.CatalogSettings;
import io.mujun.warehouse.MujunException;
import java.util.Map;

/**
 * What the process is told on its first line of input.
 *
 * @param catalog where the catalog is
 * @param warehouseDirectory folder of the declarations, {@code warehouse/}
 * @param threads threads of the local session; at least 1
 * @param spark further Spark settings, which win over the defaults; a cluster is chosen here
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobsConfiguration(
    CatalogSettings catalog,
    String warehouseDirectory,
    Integer threads,
    Map<String, String> spark) {

  public JobsConfiguration {
    if (catalog == null || warehouseDirectory == null) {
      throw new MujunException(
          "CONFIGURATION_INVALID",
          "The first line of input must be a JSON object with 'catalog' {uri, user, password,"
              + " warehouse} and 'warehouseDirectory'.");
    }
    threads = threads == null ? 2 : Math.max(1, threads);
    spark = spark == null ? Map.of() : Map.copyOf(spark);
  }
}
