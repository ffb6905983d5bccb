package io.mujun.warehouse.source;

import java.util.List;
import java.util.Map;

/**
 * A table of an exchange database (前置库), read over JDBC by its change columns.
 *
 * @param source slug
 * @param system name of the county system
 * @param table ods table
 * @param zoneCode zone that the whole table is about, or null when a column names the area
 * @param database name of the connection, as configuration knows it
 * @param sourceTable table in the source database, with schema where one is needed
 * @param key columns of the source's own record key
 * @param change columns that tell when and how a record changed
 * @param overlapMinutes how far each reading goes back, for transactions that end late; default 30
 * @param compare how the table as a whole is compared with what was taken in
 * @param constants property → value of every record
 * @param columns columns that are read
 */
public record ExchangeSource(
    String source,
    String system,
    String table,
    String zoneCode,
    String database,
    String sourceTable,
    List<String> key,
    Change change,
    Integer overlapMinutes,
    Compare compare,
    Map<String, String> constants,
    List<DatabaseColumn> columns)
    implements ChangeSource {

  public ExchangeSource {
    Require.head(source, system, table, zoneCode);
    Require.slug("database", database);
    Require.qualified("source_table", sourceTable);
    key = Require.key(key);
    change = change == null ? new Change(null, null, null) : change;
    overlapMinutes = Require.overlap(overlapMinutes);
    compare = compare == null ? Compare.USUAL : compare;
    constants = Require.map(constants);
    columns = Require.columns(columns);
  }

  @Override
  public String kind() {
    return "exchange";
  }

  @Override
  public String called() {
    return "source database '" + database + "'";
  }

  @Override
  public String changeTime() {
    return change.time();
  }

  @Override
  public String changeOperation() {
    return change.operation();
  }

  @Override
  public Extent extent() {
    return Extent.SINCE;
  }

  /** The column that names a record's area, or null where the whole table is about one zone. */
  @Override
  public String areaColumn() {
    return columns.stream()
        .filter(column -> column.property().equals("area_code"))
        .map(DatabaseColumn::column)
        .findFirst()
        .orElse(null);
  }

  /**
   * Names of the change columns.
   *
   * @param batch batch in which the provider handed the change over; default {@code cd_batch}
   * @param operation I, U or D; default {@code cd_operation}
   * @param time when the provider wrote the change; default {@code cd_time}
   */
  public record Change(String batch, String operation, String time) {
    public Change {
      batch = batch == null ? "cd_batch" : batch;
      operation = operation == null ? "cd_operation" : operation;
      time = time == null ? "cd_time" : time;
      Require.identifier("change.batch", batch);
      Require.identifier("change.operation", operation);
      Require.identifier("change.time", time);
    }
  }
}
