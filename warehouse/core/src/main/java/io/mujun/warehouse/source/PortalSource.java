package io.mujun.warehouse.source;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The records that a portal gives as pages of JSON over HTTP. It lists each record once, as it
 * stands now.
 *
 * @param source slug
 * @param system name of the county system
 * @param table ods table
 * @param zoneCode zone that all records are about, or null when a field names the area
 * @param portal name of the connection, as configuration knows it
 * @param convention slug of the portal's convention, one of {@code ingestion/conventions}
 * @param path path below the portal's address
 * @param parameters fixed parameters of each call
 * @param items field with the array of a record's items, where each of them is a record of its own
 *     that also has the fields around it; null: the records have no items
 * @param key fields of the record's own key
 * @param change fields that tell when and how a record changed
 * @param since how the portal is asked for what changed since a time; null: it gives all each time
 * @param overlapMinutes how far each reading goes back, for changes that are stored late; default
 *     30
 * @param compare how all of it is compared with what was taken in
 * @param constants property → value of every record
 * @param ignored fields that are known and not read
 * @param columns fields that are read
 */
public record PortalSource(
    String source,
    String system,
    String table,
    String zoneCode,
    String portal,
    String convention,
    String path,
    Map<String, String> parameters,
    String items,
    List<String> key,
    Change change,
    Since since,
    Integer overlapMinutes,
    Compare compare,
    Map<String, String> constants,
    List<String> ignored,
    List<PortalField> columns)
    implements ChangeSource {

  public PortalSource {
    Require.head(source, system, table, zoneCode);
    Require.slug("portal", portal);
    Require.slug("convention", convention);
    Require.that(
        path != null && path.matches("(/[A-Za-z0-9._~-]+)+") && !path.contains("/.."),
        "path",
        "has to begin with / and hold neither parameters nor ..: " + path);
    parameters = Require.map(parameters);
    Require.that(items == null || !items.isBlank(), "items", "is empty");
    key = Require.list(key);
    Require.that(!key.isEmpty(), "key", "needs at least one field");
    key.forEach(field -> Require.path("key", field));
    change = change == null ? new Change(null, null, null, null) : change;
    Require.that(
        since == null || change.time() != null, "since", "needs 'time' in 'change' beside it");
    overlapMinutes = Require.overlap(overlapMinutes);
    compare = compare == null ? Compare.USUAL : compare;
    constants = Require.map(constants);
    ignored = Require.list(ignored);
    columns = Require.columns(columns);
    Set<String> names = new HashSet<>();
    columns.forEach(
        column ->
            Require.that(
                names.add(column.field().toLowerCase(Locale.ROOT)),
                "columns",
                "names two fields that differ in case alone: " + column.field()));
  }

  /**
   * The fields that every record has to have; in their declared order.
   *
   * @return names of fields, each once
   */
  public List<String> requiredFields() {
    return Stream.of(
            key.stream(),
            Stream.of(change.time(), change.operation()).filter(name -> name != null),
            columns.stream()
                .filter(column -> column.presence() == Presence.REQUIRED)
                .map(PortalField::field))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /** All fields that are read, each once. */
  public List<String> readFields() {
    return Stream.concat(requiredFields().stream(), columns.stream().map(PortalField::field))
        .distinct()
        .toList();
  }

  @Override
  public String kind() {
    return "portal";
  }

  @Override
  public String called() {
    return "portal '" + portal + "'";
  }

  @Override
  public String database() {
    return portal;
  }

  @Override
  public String sourceTable() {
    return path;
  }

  @Override
  public String changeTime() {
    return change.time();
  }

  @Override
  public String changeOperation() {
    return change.operation();
  }

  /** A portal stamps all its records by one clock. */
  @Override
  public String areaColumn() {
    return null;
  }

  @Override
  public Extent extent() {
    return since == null ? Extent.WHOLE : Extent.SINCE;
  }

  /**
   * Fields that tell of a change.
   *
   * @param operation field with the operation; null: whatever is listed stands
   * @param operations text of that field → I, U or D; empty: the field has these
   * @param time field with the time of the change; null: records tell none, and count as changed
   *     when they were read
   * @param format form of that time, default {@code yyyy-MM-dd HH:mm:ss}
   */
  public record Change(
      String operation, Map<String, String> operations, String time, String format) {
    public Change {
      operations = Require.map(operations);
      operations
          .values()
          .forEach(
              code ->
                  Require.that(code.matches("[IUD]"), "operations", "may give I, U or D: " + code));
      format = Require.timeForm("change.format", format);
    }
  }

  /**
   * How the portal is asked for what changed.
   *
   * @param parameter name of the parameter
   * @param format form of its value, default {@code yyyy-MM-dd HH:mm:ss}
   */
  public record Since(String parameter, String format) {
    public Since {
      Require.text("since.parameter", parameter);
      format = Require.timeForm("since.format", format);
    }
  }
}
