package io.mujun.dashboards.dataset;

import io.mujun.dashboards.board.DatasetDefinition;
import io.mujun.dashboards.board.Names;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.dashboards.sql.Html;
import io.mujun.dashboards.sql.TrinoSql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One dataset in the making: the columns that its contracts give, and what the charts of all boards
 * have asked for beside them.
 */
public final class Dataset {
  public static final String MONTH_LABEL = "period_label";
  public static final String LATEST_PERIOD = "is_latest_period";
  public static final String LATEST_YEAR = "is_latest_year";
  public static final String WIDEST_SCOPE = "is_widest_scope";

  /** What a chart asked for, and the place of the first that did. */
  private record Definition(Map<String, Object> asset, String place) {}

  private final DatasetDefinition definition;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> columns = new LinkedHashMap<>();
  private final Map<String, Definition> calculated = new TreeMap<>();
  private final Map<String, Definition> metrics = new TreeMap<>();
  private final List<String> key;
  private final String sql;

  public Dataset(DatasetDefinition definition, BoardDeclarations declarations) {
    this.definition = definition;
    String place = definition.place();
    Contract base = declarations.table(definition.table(), place);
    key = base.key();
    List<String> selected = new ArrayList<>();
    for (Property property : base.properties()) {
      selected.add("base." + property.name());
      add(property, property.label());
    }
    StringBuilder from = new StringBuilder("from " + definition.table() + " as base\n");
    for (DatasetDefinition.Join join : definition.joins()) {
      Contract joined = declarations.table(join.table(), place);
      for (String key : join.keys()) {
        require(base, key, place);
        require(joined, key, place);
      }
      for (String name : join.columns()) {
        Property property = require(joined, name, place);
        selected.add(join.alias() + "." + name);
        add(property, join.labels().getOrDefault(name, property.label()));
      }
      from.append("left join %s as %s\n".formatted(join.table(), join.alias()));
      from.append("  on ")
          .append(
              join.keys().stream()
                  .map(key -> "%s.%s = base.%s".formatted(join.alias(), key, key))
                  .collect(Collectors.joining(" and ")))
          .append('\n');
    }
    if (definition.month() != null) {
      require(base, definition.month(), place);
      addMonth(selected);
    }
    if (definition.reach() != null) {
      requireColumn(definition.reach(), place);
      String reach =
          selected.stream()
              .filter(column -> column.endsWith("." + definition.reach()))
              .findFirst()
              .orElseThrow();
      selected.add(reach + " = min(" + reach + ") over () as " + WIDEST_SCOPE);
      add(WIDEST_SCOPE, "可见的最大范围", "", "BOOLEAN");
    }
    sql = "select\n  " + String.join(",\n  ", selected) + "\n" + from;
  }

  private void addMonth(List<String> selected) {
    String month = "base." + definition.month();
    selected.add("date_format(" + month + ", '%Y年%m月') as " + MONTH_LABEL);
    selected.add(month + " = max(" + month + ") over () as " + LATEST_PERIOD);
    selected.add("year(" + month + ") = max(year(" + month + ")) over () as " + LATEST_YEAR);
    add(MONTH_LABEL, "统计期", "", "VARCHAR");
    add(LATEST_PERIOD, "最新一期", "", "BOOLEAN");
    add(LATEST_YEAR, "最新一年", "", "BOOLEAN");
  }

  public String name() {
    return definition.name();
  }

  public String table() {
    return definition.table();
  }

  /** The columns that tell a row from all others. */
  public List<String> key() {
    return key;
  }

  /** The column of the rows' month; null where they are of none. */
  public String month() {
    return definition.month();
  }

  public String uuid() {
    return Uuids.of("dataset", definition.name()).toString();
  }

  /** The contract's property behind a column. */
  public Property property(String column, String place) {
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
  public String bound(String column) {
    return properties.values().stream()
        .filter(property -> column.equals(property.boundOf()))
        .findFirst()
        .map(property -> TrinoSql.mark("coalesce(" + property.name() + ", 'exact')") + " || ")
        .orElse("");
  }

  /** The Chinese name of a column. */
  public String label(String column) {
    return labels.get(column);
  }

  /**
   * Accepts a column of the dataset.
   *
   * @throws MujunException {@code COLUMN_UNKNOWN} with the nearest names
   */
  public String requireColumn(String column, String place) {
    return Names.require(
        column, labels.keySet(), "COLUMN_UNKNOWN", "column of the dataset '" + name() + "'", place);
  }

  /**
   * Adds a column that shows another as a cell holds text: a null is empty, and nothing of it is
   * taken for HTML. Says its name.
   */
  public String textCell(String column, String place) {
    Property property = property(column, place);
    String text =
        property.type().kind() == PhysicalType.Kind.STRING
            ? Html.cellSql(column)
            : "cast(" + column + " as varchar)";
    return calculate(
        column + "_text",
        label(column),
        property.isRequired() ? text : "coalesce(" + text + ", '')",
        place);
  }

  /**
   * Adds a column that is computed per row when asked for, and says its name.
   *
   * @throws MujunException {@code MEASURE_CONFLICT} where the name stands for something else
   */
  public String calculate(String name, String label, String expression, String place) {
    Map<String, Object> column = column(name, label, "", "VARCHAR", false);
    column.put("expression", expression);
    if (columns.containsKey(name)) {
      throw conflict(name, definition.place(), place);
    }
    return define(calculated, name, column, place);
  }

  /**
   * Adds an aggregate, and says its name. The name carries whatever decides the expression, because
   * the charts of all boards share it.
   *
   * @param format Superset's format of a number, or null
   * @param place the chart that asks, for messages
   * @throws MujunException {@code MEASURE_CONFLICT} where the name stands for something else
   */
  public String measure(
      String name,
      String label,
      String description,
      String expression,
      String format,
      String place) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("metric_name", name);
    metric.put("verbose_name", label);
    metric.put("expression", expression.stripTrailing());
    if (!description.isEmpty()) {
      metric.put("description", ShownTexts.unfolded(description));
    }
    if (format != null) {
      metric.put("d3format", format);
    }
    return define(metrics, name, metric, place);
  }

  private String define(
      Map<String, Definition> definitions, String name, Map<String, Object> asset, String place) {
    Definition first = definitions.putIfAbsent(name, new Definition(asset, place));
    if (first != null && !first.asset().equals(asset)) {
      throw conflict(name, first.place(), place);
    }
    return name;
  }

  private MujunException conflict(String name, String first, String second) {
    return new MujunException(
        "MEASURE_CONFLICT",
        "%s: '%s' of the dataset '%s' would mean something else than in %s. One name means one figure on all boards: ask for the same in both places, or use another dataset."
            .formatted(second, name, name(), first));
  }

  private static List<Map<String, Object>> assets(Map<String, Definition> definitions) {
    return definitions.values().stream().map(Definition::asset).toList();
  }

  /** The dataset as Superset's bundle holds it. */
  public Map<String, Object> asset(String databaseUuid) {
    List<Object> allColumns = new ArrayList<>(columns.values());
    allColumns.addAll(assets(calculated));
    Map<String, Object> asset = new LinkedHashMap<>();
    asset.put("table_name", definition.name());
    asset.put("description", definition.label());
    asset.put("catalog", Database.CATALOG);
    asset.put("schema", definition.table().substring(0, definition.table().indexOf('.')));
    asset.put("sql", sql);
    if (definition.month() != null) {
      asset.put("main_dttm_col", definition.month());
    }
    asset.put("columns", allColumns);
    asset.put("metrics", assets(metrics));
    asset.put("uuid", uuid());
    asset.put("database_uuid", databaseUuid);
    asset.put("is_managed_externally", true);
    asset.put("version", "1.0.0");
    return asset;
  }

  private void add(Property property, String label) {
    properties.put(property.name(), property);
    add(property.name(), label, property.description(), type(property.type()));
  }

  private void add(String name, String label, String description, String type) {
    if (columns.put(name, column(name, label, description, type, type.equals("DATE"))) != null) {
      throw new MujunException(
          DatasetDefinition.CODE,
          "%s: two columns are called '%s'. Lend it from one table only."
              .formatted(definition.place(), name));
    }
    labels.put(name, label);
  }

  private static Map<String, Object> column(
      String name, String label, String description, String type, boolean temporal) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("column_name", name);
    column.put("verbose_name", label);
    if (!description.isEmpty()) {
      column.put("description", ShownTexts.unfolded(description));
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
