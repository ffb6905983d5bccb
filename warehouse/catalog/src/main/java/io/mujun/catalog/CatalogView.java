package io.mujun.catalog;

import io.mujun.warehouse.PhysicalType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A view as it is to stand in the catalog.
 *
 * @param schema the schema that holds it
 * @param name its name within the schema
 * @param comment what it shows, in Chinese
 * @param columns what its query gives, in the query's order
 * @param sql the query, in Trino's SQL; it is asked with the rights of whoever asks the view
 */
public record CatalogView(
    String schema, String name, String comment, List<Column> columns, String sql) {
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*");

  /** Keeps the columns, and lets no name pass that would have to be quoted. */
  public CatalogView {
    columns = List.copyOf(columns);
    if (!PLAIN.matcher(schema).matches() || !PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException("'%s.%s' is no plain name".formatted(schema, name));
    }
  }

  /**
   * One column.
   *
   * @param name its name
   * @param type the type that the query gives
   * @param comment what it is, in Chinese
   */
  public record Column(String name, PhysicalType type, String comment) {}
}
