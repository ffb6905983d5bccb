package io.mujun.warehouse.source;

import java.util.List;
import java.util.Map;

/**
 * A database table whose changes are read from the database's log.
 *
 * @param source slug
 * @param system name of the county system
 * @param table ods table
 * @param zoneCode zone that the whole table is about, or null when a column names the area
 * @param database name of the connection, as configuration knows it
 * @param sourceTable {@code schema.table} in the source database
 * @param key columns of the source table's primary key
 * @param constants property → value of every record
 * @param columns columns that are read
 */
public record StreamSource(
    String source,
    String system,
    String table,
    String zoneCode,
    String database,
    String sourceTable,
    List<String> key,
    Map<String, String> constants,
    List<DatabaseColumn> columns)
    implements SourceDefinition {

  public StreamSource {
    Require.head(source, system, table, zoneCode);
    Require.slug("database", database);
    Require.qualified("source_table", sourceTable);
    Require.that(sourceTable.contains("."), "source_table", "needs the form schema.table");
    key = Require.key(key);
    constants = Require.map(constants);
    columns = Require.columns(columns);
  }
}
