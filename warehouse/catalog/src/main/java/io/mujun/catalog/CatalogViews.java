package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.io.File;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.BaseView;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewBuilder;
import org.apache.iceberg.view.ViewProperties;

/**
 * Makes the views of one schema as they are declared. None names an owner, so Trino asks each with
 * the rights of whoever asks it. What stands as declared is not written again.
 */
public final class CatalogViews {
  private static final String DIALECT = "trino";
  private static final String DEFINITION = "mujun.definition";
  private static final String COMMENT = "comment";
  private static final String MARK =
      "select property_value from iceberg_namespace_properties"
          + " where catalog_name = ? and namespace = ? and property_key = ?";

  private final JdbcCatalog catalog;
  private final String schema;

  /**
   * @param schema the schema; all its views are made here, and it holds no tables
   */
  public CatalogViews(MujunCatalog catalog, String schema) {
    this.catalog = catalog.jdbc();
    this.schema = schema;
  }

  /**
   * Creates, replaces and drops views until they are those that are declared.
   *
   * @param definition the hash of the declarations of which the views are made
   * @return names of the views that were created, replaced or dropped, in order
   */
  public Set<String> apply(List<CatalogView> views, String definition) {
    Namespace namespace = Namespace.of(schema);
    if (!catalog.namespaceExists(namespace)) {
      catalog.createNamespace(namespace);
    }
    Set<String> changed = new TreeSet<>();
    Set<String> dropped = new HashSet<>();
    catalog.listViews(namespace).forEach(standing -> dropped.add(standing.name()));
    for (CatalogView view : views) {
      dropped.remove(view.name());
      if (write(view, TableIdentifier.of(namespace, view.name()))) {
        changed.add(view.name());
      }
    }
    for (String name : dropped) {
      catalog.dropView(TableIdentifier.of(namespace, name));
      changed.add(name);
    }
    if (!definition.equals(catalog.loadNamespaceMetadata(namespace).get(DEFINITION))) {
      catalog.setProperties(namespace, Map.of(DEFINITION, definition));
    }
    return changed;
  }

  /**
   * Of which declarations the schema's views were last made: one statement, without opening the
   * catalog.
   *
   * @return empty where there are none
   * @throws MujunException {@code CATALOG_UNREACHABLE} where the database does not answer
   */
  public static Optional<String> definition(CatalogSettings settings, String schema) {
    try (Connection connection = settings.connect();
        PreparedStatement select = connection.prepareStatement(MARK)) {
      select.setString(1, CatalogSettings.NAME);
      select.setString(2, schema);
      select.setString(3, DEFINITION);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    } catch (SQLException failed) {
      throw new MujunException(
          "CATALOG_UNREACHABLE",
          "The catalog at %s does not answer: %s. Is PostgreSQL up (mujun status)?"
              .formatted(settings.uri(), failed.getMessage()),
          failed);
    }
  }

  private boolean write(CatalogView view, TableIdentifier name) {
    Schema columns = schema(view);
    Map<String, String> properties = properties(view);
    boolean standing = catalog.viewExists(name);
    if (standing && isAsDeclared(catalog.loadView(name), view, columns, properties)) {
      return false;
    }
    ViewBuilder builder =
        catalog
            .buildView(name)
            .withSchema(columns)
            .withDefaultCatalog(CatalogSettings.NAME)
            .withDefaultNamespace(name.namespace())
            .withQuery(DIALECT, view.sql())
            .withProperties(properties);
    if (standing) {
      forgetOlderThan((BaseView) catalog.loadView(name), (BaseView) builder.replace());
    } else {
      builder.create();
    }
    return true;
  }

  private static boolean isAsDeclared(
      View standing, CatalogView view, Schema columns, Map<String, String> properties) {
    SQLViewRepresentation query = standing.sqlFor(DIALECT);
    return query != null
        && query.sql().equals(view.sql())
        && standing.schema().asStruct().equals(columns.asStruct())
        && standing.properties().equals(properties);
  }

  private static Map<String, String> properties(CatalogView view) {
    Map<String, String> properties = new HashMap<>();
    properties.put(ViewProperties.VERSION_HISTORY_SIZE, "1");
    properties.put(COMMENT, view.comment());
    return properties;
  }

  /** A query under way may still open what stood before; what stood before that is nobody's. */
  private static void forgetOlderThan(BaseView before, BaseView after) {
    File previous = LocalFileIO.file(before.operations().current().metadataFileLocation());
    File current = LocalFileIO.file(after.operations().current().metadataFileLocation());
    File[] files = current.getParentFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      if (!file.equals(previous) && !file.equals(current)) {
        new LocalFileIO().deleteFile(file.getPath());
      }
    }
  }

  private static Schema schema(CatalogView view) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (CatalogView.Column column : view.columns()) {
      fields.add(
          Types.NestedField.optional(
              fields.size() + 1,
              column.name(),
              ContractSchema.type(column.type()),
              column.comment()));
    }
    return new Schema(fields);
  }
}
