package io.mujun.warehouse.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one metric view file strictly. */
final class MetricParser {
  private static final String CODE = "METRIC_INVALID";
  private static final Set<String> VIEW_FIELDS =
      Set.of(
          "version",
          "comment",
          "source",
          "filter",
          "dimensions",
          "window",
          "statements",
          "measures");
  private static final Set<String> MEASURE_FIELDS =
      Set.of(
          "name",
          "number",
          "display_name",
          "comment",
          "unit",
          "direction",
          "numerator",
          "denominator",
          "expr",
          "numerator_bound",
          "denominator_bound",
          "applicable_classes",
          "null_reason",
          "lights",
          "target");

  private MetricParser() {}

  static MetricView parse(Path file) {
    Yaml yaml = Yaml.read(file, CODE);
    Yaml.requireKnown(yaml.node(), VIEW_FIELDS, yaml.place(), CODE);
    String name = file.getFileName().toString().replace(".yaml", "");
    List<Measure> measures = new ArrayList<>();
    for (JsonNode measure : yaml.node().path("measures")) {
      measures.add(measure(measure, yaml.place()));
    }
    if (measures.isEmpty()) {
      throw new MujunException(CODE, yaml.place() + ": 'measures' is empty.");
    }
    return new MetricView(
        name,
        yaml.requireText("source").strip(),
        textOrNull(yaml.node(), "filter"),
        dimension(yaml, "zone_code"),
        dimension(yaml, "time"),
        constant(MetricView.Window.class, yaml.requireText("window"), yaml.place()),
        textOrNull(yaml.node(), "statements"),
        List.copyOf(measures));
  }

  private static String dimension(Yaml yaml, String name) {
    for (JsonNode dimension : yaml.node().path("dimensions")) {
      if (dimension.path("name").asText().equals(name)) {
        return text(dimension, "expr", yaml.place() + ", dimension " + name);
      }
    }
    throw new MujunException(CODE, yaml.place() + ": the dimension '" + name + "' is missing.");
  }

  private static Measure measure(JsonNode node, String file) {
    String name = text(node, "name", file);
    String place = file + ", measure " + name;
    Yaml.requireKnown(node, MEASURE_FIELDS, place, CODE);
    List<String> classes = new ArrayList<>();
    node.path("applicable_classes").forEach(value -> classes.add(value.asText()));
    return new Measure(
        name,
        textOrNull(node, "number"),
        text(node, "display_name", place),
        text(node, "comment", place).strip(),
        text(node, "unit", place),
        constant(Measure.Direction.class, text(node, "direction", place), place),
        text(node, "numerator", place),
        textOrNull(node, "denominator"),
        textOrNull(node, "expr"),
        textOrNull(node, "numerator_bound"),
        textOrNull(node, "denominator_bound"),
        List.copyOf(classes),
        textOrNull(node, "null_reason"),
        lights(node.path("lights"), place),
        number(node.path("target"), place));
  }

  private static Measure.Lights lights(JsonNode node, String place) {
    return node.isMissingNode()
        ? null
        : new Measure.Lights(number(node.path("green"), place), number(node.path("yellow"), place));
  }

  private static BigDecimal number(JsonNode node, String place) {
    if (node.isMissingNode()) {
      return null;
    }
    try {
      return new BigDecimal(node.asText());
    } catch (NumberFormatException invalid) {
      throw new MujunException(CODE, place + ": '" + node.asText() + "' is no number.", invalid);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text, String place) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new MujunException(
        CODE,
        "%s: '%s' is not known. Use one of %s."
            .formatted(
                place, text, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  private static String text(JsonNode node, String field, String place) {
    String value = node.path(field).asText("");
    if (value.isBlank()) {
      throw new MujunException(CODE, place + ": '" + field + "' is missing.");
    }
    return value;
  }

  private static String textOrNull(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : null;
  }
}
