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
 * @param month its column that holds the period, a month's first day
 * @param joins tables that lend columns, each by one column of equal name on both sides
 * @param place the file, for messages
 */
public record DatasetDefinition(
    String name, String label, String table, String month, List<Join> joins, String place) {
  public static final String CODE = "DATASET_INVALID";

  /**
   * A table that lends columns.
   *
   * @param table qualified name
   * @param key column that both sides have
   * @param columns the columns it lends
   * @param labels Chinese names where the lending table's own would mislead here
   */
  public record Join(String table, String key, List<String> columns, Map<String, String> labels) {
    /** How the SQL of the dataset calls the table. */
    public String alias() {
      return table.replace('.', '_');
    }
  }

  public static DatasetDefinition read(Path file) {
    Yaml yaml = Yaml.read(file, CODE);
    String place = file.getFileName().toString();
    Yaml.requireKnown(
        yaml.node(), Set.of("dataset", "label", "table", "month", "joins"), place, CODE);
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
      joins.add(new Join(join.path("table").asText(), join.path("key").asText(), columns, labels));
    }
    return new DatasetDefinition(
        name,
        yaml.requireText("label"),
        yaml.requireText("table"),
        yaml.requireText("month"),
        List.copyOf(joins),
        place);
  }
}
