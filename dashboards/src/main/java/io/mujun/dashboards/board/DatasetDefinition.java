package io.mujun.dashboards.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A dataset as {@code dashboards/datasets/<name>.yaml} declares it: a table with columns of others
 * beside it.
 *
 * @param name slug, the file's name
 * @param label Chinese name
 * @param table qualified name of the table that gives the rows
 * @param month its column that holds the period, a month's first day; null where rows are of none
 * @param joins tables that lend columns, each by columns of equal names on both sides
 * @param reach the column whose smallest value among the rows that a reader sees marks those of the
 *     widest scope; null where rows are of no scope
 * @param place the file, for messages
 */
public record DatasetDefinition(
    String name,
    String label,
    String table,
    String month,
    List<Join> joins,
    String reach,
    String place) {
  public static final String CODE = "DATASET_INVALID";

  /**
   * A table that lends columns.
   *
   * @param table qualified name
   * @param keys columns that both sides have
   * @param columns the columns it lends
   * @param labels Chinese names where the lending table's own would mislead here
   */
  public record Join(
      String table, List<String> keys, List<String> columns, Map<String, String> labels) {
    /** How the SQL of the dataset calls the table. */
    public String alias() {
      return table.replace('.', '_');
    }
  }

  public static DatasetDefinition read(Path file) {
    Yaml yaml = Yaml.read(file, CODE);
    String place = file.getFileName().toString();
    Yaml.requireKnown(
        yaml.node(), Set.of("dataset", "label", "table", "month", "joins", "reach"), place, CODE);
    String name = yaml.requireText("dataset");
    if (!place.equals(name + ".yaml")) {
      throw new MujunException(CODE, place + ": the dataset is called '" + name + "' in it.");
    }
    List<Join> joins = new ArrayList<>();
    for (JsonNode join : yaml.node().path("joins")) {
      Yaml.requireKnown(join, Set.of("table", "key", "columns", "labels"), place + ", joins", CODE);
      List<String> columns = new ArrayList<>();
      join.path("columns").forEach(column -> columns.add(column.asText()));
      Map<String, String> labels = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> label : join.path("labels").properties()) {
        Names.require(label.getKey(), columns, "COLUMN_UNKNOWN", "column in 'columns'", place);
        labels.put(label.getKey(), label.getValue().asText());
      }
      joins.add(new Join(join.path("table").asText(), keys(join.path("key")), columns, labels));
    }
    return new DatasetDefinition(
        name,
        yaml.requireText("label"),
        yaml.requireText("table"),
        yaml.node().path("month").asText(null),
        List.copyOf(joins),
        yaml.node().path("reach").asText(null),
        place);
  }

  private static List<String> keys(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node.asText());
    }
    List<String> keys = new ArrayList<>();
    node.forEach(key -> keys.add(key.asText()));
    return List.copyOf(keys);
  }
}
