package io.mujun.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.cli.trace.NumberTrace.Cell;
import io.mujun.cli.trace.NumberTrace.Origin;
import io.mujun.warehouse.Contract;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Leads from facts to the records of ods, and to their cells. */
final class Origins {
  private static final JsonMapper JSON = new JsonMapper();

  /** A record's table and texts. */
  private record Kept(String table, JsonNode texts) {}

  private final Map<List<String>, Kept> records = new HashMap<>();
  private final Set<String> named;

  private Origins(Set<String> named) {
    this.named = named;
  }

  /**
   * Reads the records that facts name.
   *
   * @param connection to Trino
   * @param asked puts the publication's tables into a query
   * @param tables ods tables that may be read and were published; empty where none may be
   * @param facts the facts' {@code traced_records}
   * @param named the columns whose cells are wanted
   */
  static Origins read(
      Connection connection,
      UnaryOperator<String> asked,
      List<Contract> tables,
      Collection<String> facts,
      Set<String> named)
      throws SQLException {
    Origins origins = new Origins(named);
    Set<String> batches = new TreeSet<>();
    for (String fact : facts) {
      locators(fact).forEach(locator -> batches.add(locator.path("batch_id").asText()));
    }
    if (tables.isEmpty() || batches.isEmpty()) {
      return origins;
    }
    String wanted =
        batches.stream()
            .map(batch -> "'" + batch.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    String query =
        tables.stream()
            .map(
                table ->
                    """
                    select '%1$s' as record_table, %2$s, source_text from %1$s
                    where batch_id in (%3$s)
                    """
                        .formatted(
                            table.qualifiedName(),
                            TracedSource.LOCATOR.stream()
                                .map(column -> "cast(" + column + " as varchar) as " + column)
                                .collect(Collectors.joining(", ")),
                            wanted))
            .collect(Collectors.joining("union all\n"));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(asked.apply(query))) {
      while (rows.next()) {
        List<String> key = new ArrayList<>();
        for (String column : TracedSource.LOCATOR) {
          key.add(Objects.toString(rows.getString(column), ""));
        }
        origins.records.put(
            key, new Kept(rows.getString("record_table"), json(rows.getString("source_text"))));
      }
    }
    return origins;
  }

  /** Where the records of a fact stand. */
  List<Origin> of(String fact) {
    return locators(fact).stream().map(this::origin).toList();
  }

  private Origin origin(JsonNode locator) {
    List<String> key =
        TracedSource.LOCATOR.stream().map(column -> locator.path(column).asText("")).toList();
    Kept kept = records.get(key.stream().map(part -> part.equals("null") ? "" : part).toList());
    List<Cell> cells = new ArrayList<>();
    if (kept != null) {
      for (Map.Entry<String, JsonNode> field : kept.texts.properties()) {
        if (named.contains(field.getKey())) {
          JsonNode said = field.getValue();
          cells.add(new Cell(field.getKey(), text(said, "cell"), text(said, "text")));
        }
      }
    }
    String row = text(locator, "source_row");
    return new Origin(
        text(locator, "fact_table"),
        kept == null ? null : kept.table,
        text(locator, "batch_id"),
        text(locator, "system"),
        text(locator, "source_file"),
        text(locator, "source_sheet"),
        row == null ? null : Integer.valueOf(row),
        text(locator, "source_database"),
        text(locator, "source_table"),
        text(locator, "source_key"),
        cells);
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : null;
  }

  /** The locators of a fact, of whichever of its tables. */
  private static List<JsonNode> locators(String fact) {
    List<JsonNode> locators = new ArrayList<>();
    json(fact).forEach(table -> table.forEach(locators::add));
    return locators;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text == null ? "{}" : text);
    } catch (JsonProcessingException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }
}
