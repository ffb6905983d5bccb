package io.mujun.warehouse.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.ParsedExpression;
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
          "judgements");

  private final Path file;
  private final Yaml yaml;

  private MetricParser(Path file) {
    this.file = file;
    this.yaml = Yaml.read(file, CODE);
  }

  /**
   * Reads a file.
   *
   * @throws MujunException {@code METRIC_INVALID} with the place
   */
  static MetricFile parse(Path file) {
    return new MetricParser(file).view();
  }

  private MetricFile view() {
    Yaml.requireKnown(yaml.node(), VIEW_FIELDS, yaml.place(), CODE);
    String name = file.getFileName().toString().replace(".yaml", "");
    List<MetricFile.DeclaredMeasure> measures = new ArrayList<>();
    for (JsonNode measure : yaml.node().path("measures")) {
      measures.add(measure(measure, "/measures/" + measures.size()));
    }
    if (measures.isEmpty()) {
      throw new MujunException(CODE, yaml.place() + ": 'measures' is empty.");
    }
    String source = yaml.requireText("source");
    ParsedExpression filter = expressionOrNull(yaml.node(), "", "filter", "filter");
    ParsedExpression zone = dimension("zone_code");
    ParsedExpression time = dimension("time");
    MetricView view =
        new MetricView(
            name,
            source.strip(),
            treeOrNull(filter),
            zone.tree(),
            time.tree(),
            constant(MetricView.Window.class, yaml.requireText("window"), yaml.place()),
            textOrNull(yaml.node(), "statements"),
            measures.stream().map(MetricFile.DeclaredMeasure::measure).toList());
    return new MetricFile(
        view,
        new YamlPlace(file, "/source", "source", source),
        filter,
        zone,
        time,
        List.copyOf(measures));
  }

  private ParsedExpression dimension(String name) {
    JsonNode dimensions = yaml.node().path("dimensions");
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i).path("name").asText().equals(name)) {
        String what = "dimension " + name;
        text(dimensions.get(i), "expr", yaml.place() + ", " + what);
        return expressionOrNull(dimensions.get(i), "/dimensions/" + i, "expr", what);
      }
    }
    throw new MujunException(CODE, yaml.place() + ": the dimension '" + name + "' is missing.");
  }

  private MetricFile.DeclaredMeasure measure(JsonNode node, String pointer) {
    String name = text(node, "name", yaml.place());
    String what = "measure " + name;
    String place = yaml.place() + ", " + what;
    Yaml.requireKnown(node, MEASURE_FIELDS, place, CODE);
    text(node, "numerator", place);
    ParsedExpression numerator = expressionOrNull(node, pointer, "numerator", what);
    ParsedExpression denominator = expressionOrNull(node, pointer, "denominator", what);
    ParsedExpression expression = expressionOrNull(node, pointer, "expr", what);
    ParsedExpression numeratorBound = expressionOrNull(node, pointer, "numerator_bound", what);
    ParsedExpression denominatorBound = expressionOrNull(node, pointer, "denominator_bound", what);
    List<String> classes = new ArrayList<>();
    node.path("applicable_classes").forEach(value -> classes.add(value.asText()));
    Measure.Direction direction =
        constant(Measure.Direction.class, text(node, "direction", place), place);
    Measure measure =
        new Measure(
            name,
            textOrNull(node, "number"),
            text(node, "display_name", place),
            text(node, "comment", place).strip(),
            text(node, "unit", place),
            direction,
            numerator.tree(),
            treeOrNull(denominator),
            treeOrNull(expression),
            treeOrNull(numeratorBound),
            treeOrNull(denominatorBound),
            List.copyOf(classes),
            textOrNull(node, "null_reason"),
            new JudgementParser(file, pointer + "/judgements", what + ", judgements", direction)
                .read(node.path("judgements")));
    return new MetricFile.DeclaredMeasure(
        measure, numerator, denominator, expression, numeratorBound, denominatorBound);
  }

  private ParsedExpression expressionOrNull(
      JsonNode node, String pointer, String field, String what) {
    String text = textOrNull(node, field);
    return text == null
        ? null
        : ParsedExpression.parse(
            text,
            new YamlPlace(
                file,
                pointer + "/" + field,
                what.equals(field) ? what : what + ", " + field,
                text));
  }

  private static Expression treeOrNull(ParsedExpression expression) {
    return expression == null ? null : expression.tree();
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
