package io.mujun.jobs;

import io.mujun.jobs.sql.Views;
import io.mujun.warehouse.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Compares all that two warehouses computed: every table, row and column but publications. */
final class RowsOfTwo {
  private static final int MOST = 20;

  private final TestWarehouse one;
  private final TestWarehouse other;
  private long rows;

  RowsOfTwo(TestWarehouse one, TestWarehouse other) {
    this.one = one;
    this.other = other;
  }

  /** How many rows were compared. */
  long rows() {
    return rows;
  }

  /** Each difference as table, key, column and both values; of a table at most 20. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (Contract contract : one.contracts().computed()) {
      Map<String, List<Map<String, String>>> here = rows(one, contract);
      Map<String, List<Map<String, String>>> there = rows(other, contract);
      rows += here.size();
      Stream.concat(here.keySet().stream(), there.keySet().stream())
          .distinct()
          .filter(key -> !Objects.equals(here.get(key), there.get(key)))
          .limit(MOST)
          .map(
              key ->
                  "%s, %s: %s"
                      .formatted(
                          contract.qualifiedName(),
                          key,
                          difference(
                              here.getOrDefault(key, List.of()),
                              there.getOrDefault(key, List.of()))))
          .forEach(differences::add);
    }
    return differences;
  }

  private static String difference(
      List<Map<String, String>> here, List<Map<String, String>> there) {
    if (here.size() != 1 || there.size() != 1) {
      return "%s against %s".formatted(here, there);
    }
    Map<String, String> row = here.get(0);
    return row.keySet().stream()
        .filter(column -> !Objects.equals(row.get(column), there.get(0).get(column)))
        .map(
            column ->
                "%s %s against %s".formatted(column, row.get(column), there.get(0).get(column)))
        .collect(Collectors.joining(", "));
  }

  /** The rows of each key. */
  private static Map<String, List<Map<String, String>>> rows(
      TestWarehouse warehouse, Contract contract) {
    List<String> key = Views.identity(contract);
    Map<String, List<Map<String, String>>> rows = new TreeMap<>();
    for (Row row : warehouse.query("select * from " + contract.qualifiedName())) {
      Map<String, String> texts = new TreeMap<>();
      for (String column : row.schema().fieldNames()) {
        if (!column.equals("publication_id")) {
          Object value = row.getAs(column);
          texts.put(column, String.valueOf(value));
        }
      }
      String name = key.stream().map(texts::get).collect(Collectors.joining(" "));
      rows.computeIfAbsent(name, any -> new ArrayList<>()).add(texts);
    }
    return rows;
  }
}
