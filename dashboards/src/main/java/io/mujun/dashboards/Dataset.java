package io.mujun.dashboards;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One dataset in the making: the columns that its contracts give, and what the charts of all boards
 * have asked for beside them.
 */
final class Dataset {
  static final String MONTH_LABEL = "period_label";
  static final String LATEST_PERIOD = "is_latest_period";
  static final String LATEST_YEAR = "is_latest_year";

  private final DatasetDefinition definition;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> columns = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> calculated = new TreeMap<>();
  private final Map<String, Map<String, Object>> metrics = new TreeMap<>();
  private final String sql;

  Dataset(DatasetDefinition definition, Declarations declarations) {
    this.definition = definition;
    String place = definition.place();
    Contract base = declarations.table(definition.table(), place);
    require(base, definition.month(), place);
    List<String> selected = new ArrayList<>();
    for (Property property : base.properties()) {
      selected.add("base." + property.name());
      add(property, property.label());
    }
    StringBuilder from = new StringBuilder("from " + definition.table() + " as base\n");
    for (DatasetDefinition.Join join : definition.joins()) {
      Contract joined = declarations.table(join.table(), place);
      require(base, join.key(), place);
      require(joined, join.key(), place);
      for (String name : join.columns()) {
        Property property = require(joined, name, place);
        selected.add(join.alias() + "." + name);
        add(property, join.labels().getOrDefault(name, property.label()));
      }
      from.append("left join %s as %s\n".formatted(join.table(), join.alias()));
      from.append("  on %s.%s = base.%s\n".formatted(join.alias(), join.key(), join.key()));
    }
    String month = "base." + definition.month();
    selected.add("date_format(" + month + ", '%Y年%m月') as " + MONTH_LABEL);
    selected.add(month + " = max(" + month + ") over () as " + LATEST_PERIOD);
    selected.add("year(" + month + ") = max(year(" + month + ")) over () as " + LATEST_YEAR);
    add(MONTH_LABEL, "统计期", "", "VARCHAR");
    add(LATEST_PERIOD, "最新一期", "", "BOOLEAN");
    add(LATEST_YEAR, "最新一年", "", "BOOLEAN");
    sql = "select\n  " + String.join(",\n  ", selected) + "\n" + from;
  }

  String name() {
    return definition.name();
  }

  String table() {
    return definition.table();
  }

  String month() {
    return definition.month();
  }

  String uuid() {
    return Uuids.of("dataset", definition.name()).toString();
  }

  /** The contract's property behind a column. */
  Property property(String column, String place) {
    requireColumn(column, place);
    Property property = properties.get(column);
    if (property == null) {
      Names.require(column, properties.keySet(), "COLUMN_UNKNOWN", "contract's column", place);
    }
    return property;
  }

  /**
   * SQL of the mark before a column's figure, with a trailing ||; empty where it is always exact.
   */
  String bound(String column) {
    return properties.values().stream()
        .filter(property -> column.equals(property.boundOf()))
        .findFirst()
        .map(
            property ->
                "case "
                    + property.name()
                    + " when 'at_least' then '≥' when 'at_most' then '≤' when 'about' then '约'"
                    + " else '' end || ")
        .orElse("");
  }

  /** The Chinese name of a column. */
  String label(String column) {
    return labels.get(column);
  }

  /**
   * Accepts a column of the dataset.
   *
   * @throws io.mujun.warehouse.MujunException {@code COLUMN_UNKNOWN} with the nearest names
   */
  String requireColumn(String column, String place) {
    return Names.require(
        column, labels.keySet(), "COLUMN_UNKNOWN", "column of the dataset '" + name() + "'", place);
  }

  /** Adds a column that is computed per row when asked for, and says its name. */
  String calculate(String name, String label, String expression) {
    Map<String, Object> column = column(name, label, "", "VARCHAR", false);
    column.put("expression", expression);
    calculated.putIfAbsent(name, column);
    labels.putIfAbsent(name, label);
    return name;
  }

  /** Adds an aggregate, and says its name. */
  String measure(String name, String label, String description, String expression, String format) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("metric_name", name);
    metric.put("verbose_name", label);
    metric.put("expression", expression.stripTrailing());
    if (!description.isEmpty()) {
      metric.put("description", Texts.unfolded(description));
    }
    if (format != null) {
      metric.put("d3format", format);
    }
    metrics.putIfAbsent(name, metric);
    return name;
  }

  /** The dataset as Superset's bundle holds it. */
  Map<String, Object> asset(String databaseUuid) {
    List<Object> allColumns = new ArrayList<>(columns.values());
    allColumns.addAll(calculated.values());
    Map<String, Object> asset = new LinkedHashMap<>();
    asset.put("table_name", definition.name());
    asset.put("description", definition.label());
    asset.put("catalog", Database.CATALOG);
    asset.put("schema", definition.table().substring(0, definition.table().indexOf('.')));
    asset.put("sql", sql);
    asset.put("main_dttm_col", definition.month());
    asset.put("columns", allColumns);
    asset.put("metrics", new ArrayList<>(metrics.values()));
    asset.put("uuid", uuid());
    asset.put("database_uuid", databaseUuid);
    asset.put("is_managed_externally", true);
    asset.put("version", "1.0.0");
    return asset;
  }

  private void add(Property property, String label) {
    properties.putIfAbsent(property.name(), property);
    add(property.name(), label, property.description(), type(property.type()));
  }

  private void add(String name, String label, String description, String type) {
    labels.putIfAbsent(name, label);
    columns.putIfAbsent(name, column(name, label, description, type, type.equals("DATE")));
  }

  private static Map<String, Object> column(
      String name, String label, String description, String type, boolean temporal) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("column_name", name);
    column.put("verbose_name", label);
    if (!description.isEmpty()) {
      column.put("description", Texts.unfolded(description));
    }
    column.put("type", type);
    column.put("is_dttm", temporal);
    column.put("groupby", true);
    column.put("filterable", true);
    return column;
  }

  private static Property require(Contract contract, String column, String place) {
    Names.require(
        column,
        contract.propertiesByName().keySet(),
        "COLUMN_UNKNOWN",
        "column of " + contract.qualifiedName(),
        place);
    return contract.propertiesByName().get(column);
  }

  private static String type(PhysicalType type) {
    return switch (type.kind()) {
      case STRING -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case INT -> "INTEGER";
      case LONG -> "BIGINT";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
    };
  }
}
