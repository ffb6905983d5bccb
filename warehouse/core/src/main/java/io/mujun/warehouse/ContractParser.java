package io.mujun.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one ODCS 3.1 file strictly: what it does not know, it refuses, with the place. */
final class ContractParser {
  private static final String CODE = "CONTRACT_INVALID";
  private static final Set<String> DOCUMENT_FIELDS =
      Set.of(
          "apiVersion",
          "kind",
          "id",
          "name",
          "version",
          "status",
          "domain",
          "tenant",
          "dataProduct",
          "description",
          "tags",
          "team",
          "support",
          "authoritativeDefinitions",
          "schema");
  private static final Set<String> TABLE_FIELDS =
      Set.of(
          "name",
          "logicalType",
          "physicalType",
          "physicalName",
          "businessName",
          "description",
          "dataGranularityDescription",
          "tags",
          "quality",
          "customProperties",
          "properties");
  private static final Set<String> QUALITY_FIELDS =
      Set.of(
          "name",
          "type",
          "description",
          "dimension",
          "severity",
          "query",
          "metric",
          "arguments",
          "mustBe");
  private static final Set<String> TABLE_PROPERTIES =
      Set.of(
          "slice",
          "statementScope",
          "carriedWithin",
          "refersTo",
          "codes",
          "include",
          "columnsFrom");
  private static final Set<String> REFERENCE_FIELDS = Set.of("table", "columns");
  private static final Set<String> COLUMN_PROPERTIES =
      Set.of("unit", "boundOf", "identifier", "mask");
  private static final Set<String> COLUMN_FIELDS =
      Set.of(
          "name",
          "logicalType",
          "logicalTypeOptions",
          "physicalType",
          "businessName",
          "description",
          "required",
          "unique",
          "primaryKey",
          "primaryKeyPosition",
          "partitioned",
          "partitionKeyPosition",
          "classification",
          "quality",
          "customProperties",
          "examples",
          "tags");

  private final Yaml yaml;
  private final Path tables;
  private final String place;

  private ContractParser(Yaml yaml, Path tables, String place) {
    this.yaml = yaml;
    this.tables = tables;
    this.place = place;
  }

  /**
   * Reads a contract.
   *
   * @param tables the folder in which the layers' folders are
   */
  static Contract parse(Path file, Path tables, String layer, String name) {
    String place = layer + "/" + name + "/" + file.getFileName();
    Yaml document = Yaml.read(file, CODE);
    Yaml.requireKnown(document.node(), DOCUMENT_FIELDS, place, CODE);
    document.requireText("apiVersion");
    document.requireText("kind");
    document.requireText("id");
    JsonNode schema = document.node().path("schema");
    if (!schema.isArray() || schema.size() != 1) {
      throw new MujunException(CODE, place + ": 'schema' must list exactly one table.");
    }
    return new ContractParser(document, tables, place).contract(schema.get(0), layer, name);
  }

  private Contract contract(JsonNode schema, String layer, String name) {
    String declared = text(schema, "name", place);
    if (!declared.equals(name)) {
      throw new MujunException(
          CODE, place + ": the table is named '" + declared + "', but its folder '" + name + "'.");
    }
    Yaml.requireKnown(schema, TABLE_FIELDS, place, CODE);
    requireKnownQuality(schema, place);
    String qualified = layer + "." + name;
    Map<String, JsonNode> custom = custom(schema, TABLE_PROPERTIES, place);
    Map<String, JsonNode> others = columnsFrom(custom.get("columnsFrom"));
    List<Property> properties = new ArrayList<>();
    for (JsonNode column : schema.path("properties")) {
      properties.add(property(completed(column, others), qualified));
    }
    return new Contract(
        layer,
        name,
        yaml.requireText("version"),
        text(schema, "businessName", place),
        schema.path("description").asText(""),
        schema.path("dataGranularityDescription").asText(""),
        List.copyOf(properties),
        list(custom.get("include")),
        list(custom.get("slice")),
        list(custom.get("statementScope")),
        carried(custom.get("carriedWithin")),
        reference(custom.get("refersTo")),
        custom.containsKey("codes") ? custom.get("codes").asText() : null,
        rules(schema, qualified));
  }

  /** By name, what the columns of the table that 'columnsFrom' names say of themselves. */
  private Map<String, JsonNode> columnsFrom(JsonNode table) {
    if (table == null) {
      return Map.of();
    }
    Path file = tables.resolve(table.asText().replace('.', '/')).resolve(Contracts.FILE);
    if (!Files.isRegularFile(file)) {
      throw new MujunException(
          CODE,
          "%s: columnsFrom names '%s', which no contract declares."
              .formatted(place, table.asText()));
    }
    Map<String, JsonNode> columns = new HashMap<>();
    for (JsonNode column : Yaml.read(file, CODE).node().at("/schema/0/properties")) {
      columns.put(column.path("name").asText(), column);
    }
    return columns;
  }

  /** A column with each field that it does not say itself as the other table's says it. */
  private static JsonNode completed(JsonNode column, Map<String, JsonNode> others) {
    JsonNode other = others.get(column.path("name").asText());
    return other instanceof ObjectNode node && column instanceof ObjectNode own
        ? node.deepCopy().setAll(own)
        : column;
  }

  private Contract.Carried carried(JsonNode node) {
    if (node == null) {
      return Contract.Carried.NOT;
    }
    if (!node.asText().equals("year")) {
      throw new MujunException(
          CODE,
          "%s: 'carriedWithin' is '%s'. It can be 'year', or be left out."
              .formatted(place, node.asText()));
    }
    return Contract.Carried.WITHIN_YEAR;
  }

  private Reference reference(JsonNode node) {
    if (node == null) {
      return null;
    }
    String at = place + ", refersTo";
    Yaml.requireKnown(node, REFERENCE_FIELDS, at, CODE);
    List<String> columns = list(node.get("columns"));
    if (columns.isEmpty()) {
      throw new MujunException(CODE, at + ": 'columns' is missing.");
    }
    return new Reference(text(node, "table", at), columns);
  }

  private Property property(JsonNode column, String origin) {
    String columnPlace = place + ", column '" + column.path("name").asText("?") + "'";
    Yaml.requireKnown(column, COLUMN_FIELDS, columnPlace, CODE);
    requireKnownQuality(column, columnPlace);
    Map<String, JsonNode> custom = custom(column, COLUMN_PROPERTIES, columnPlace);
    String name = text(column, "name", columnPlace);
    return new Property(
        name,
        text(column, "businessName", columnPlace),
        column.path("description").asText(""),
        PhysicalType.parse(text(column, "physicalType", columnPlace), columnPlace),
        column.path("required").asBoolean(false)
            ? Property.Presence.REQUIRED
            : Property.Presence.OPTIONAL,
        position(column, "primaryKey", "primaryKeyPosition"),
        position(column, "partitioned", "partitionKeyPosition"),
        textOrNull(custom.get("unit")),
        textOrNull(custom.get("boundOf")),
        textOrNull(custom.get("identifier")),
        column.path("classification").asText("").equals("personal")
            ? Property.Sensitivity.PERSONAL
            : Property.Sensitivity.PUBLIC,
        mask(custom.get("mask"), columnPlace),
        validValues(column),
        rules(column, origin + "." + name),
        origin);
  }

  private static void requireKnownQuality(JsonNode owner, String at) {
    for (JsonNode quality : owner.path("quality")) {
      Yaml.requireKnown(quality, QUALITY_FIELDS, at + ", quality", CODE);
      if (!quality.path("type").asText().equals("sql")
          && !quality.path("metric").asText().equals("invalidValues")) {
        throw new MujunException(
            CODE, at + ": a quality rule has 'type: sql' or 'metric: invalidValues'.");
      }
    }
  }

  private static int position(JsonNode column, String flag, String position) {
    return column.path(flag).asBoolean(false) ? Math.max(1, column.path(position).asInt(1)) : 0;
  }

  private static Property.Mask mask(JsonNode node, String columnPlace) {
    if (node == null) {
      return Property.Mask.HIDE;
    }
    try {
      return Property.Mask.valueOf(node.asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new MujunException(
          CODE,
          columnPlace
              + ": mask '"
              + node.asText()
              + "' is not known. Use keep_first_last, keep_edges or hide.",
          unknown);
    }
  }

  private static List<String> validValues(JsonNode column) {
    for (JsonNode quality : column.path("quality")) {
      JsonNode values = quality.path("arguments").path("validValues");
      if (values.isArray()) {
        return list(values);
      }
    }
    return List.of();
  }

  private static List<Rule> rules(JsonNode owner, String prefix) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode quality : owner.path("quality")) {
      if (quality.path("type").asText().equals("sql")) {
        String name = quality.path("name").asText("");
        rules.add(
            new Rule(
                name.isEmpty() ? prefix + "#" + (rules.size() + 1) : name,
                quality.path("description").asText(""),
                quality.path("query").asText(),
                quality.path("mustBe").asText("0"),
                quality.path("severity").asText("error").equals("warning")
                    ? Severity.WARNING
                    : Severity.ERROR));
      }
    }
    return List.copyOf(rules);
  }

  private static Map<String, JsonNode> custom(JsonNode owner, Set<String> known, String at) {
    Map<String, JsonNode> custom = new java.util.LinkedHashMap<>();
    for (JsonNode entry : owner.path("customProperties")) {
      String property = entry.path("property").asText();
      if (!known.contains(property)) {
        throw new MujunException(
            CODE,
            at + ": customProperty '" + property + "' is not known. Known here: " + known + ".");
      }
      custom.put(property, entry.path("value"));
    }
    return custom;
  }

  private static List<String> list(JsonNode node) {
    List<String> values = new ArrayList<>();
    if (node != null) {
      node.forEach(value -> values.add(value.asText()));
    }
    return List.copyOf(values);
  }

  private static String text(JsonNode node, String field, String at) {
    String value = node.path(field).asText("");
    if (value.isBlank()) {
      throw new MujunException(CODE, at + ": '" + field + "' is missing.");
    }
    return value;
  }

  private static String textOrNull(JsonNode node) {
    return node == null ? null : node.asText();
  }
}
