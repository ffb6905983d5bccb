package io.mujun.warehouse.metric;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every metric view under {@code warehouse/metrics}. */
public final class Metrics {
  private static final Pattern REFERENCE = Pattern.compile("measure\\((\\w+)\\)");

  private final List<MetricView> views;
  private final Map<String, Measure> measures = new LinkedHashMap<>();

  private Metrics(List<MetricView> views, Units units) {
    this.views = List.copyOf(views);
    for (MetricView view : views) {
      for (Measure measure : view.measures()) {
        units.unit(measure.unit(), "metrics/" + view.name() + ".yaml, measure " + measure.name());
        if (measures.put(measure.name(), measure) != null) {
          throw new MujunException(
              "METRIC_INVALID",
              "metrics/%s.yaml: the measure '%s' is declared twice."
                  .formatted(view.name(), measure.name()));
        }
      }
    }
    measures.values().forEach(this::requireReferences);
  }

  /**
   * Reads all views, ordered by file name.
   *
   * @throws MujunException {@code METRIC_INVALID} or {@code UNIT_UNKNOWN} with the file and the
   *     fault
   */
  public static Metrics read(Path directory, Units units) {
    try (Stream<Path> files = Files.list(directory)) {
      return new Metrics(
          files
              .filter(file -> file.getFileName().toString().endsWith(".yaml"))
              .sorted()
              .map(MetricParser::parse)
              .toList(),
          units);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public List<MetricView> views() {
    return views;
  }

  public Collection<Measure> measures() {
    return measures.values();
  }

  /**
   * The metric of this name.
   *
   * @throws MujunException {@code METRIC_UNKNOWN} with the metrics there are
   */
  public Measure measure(String name, String place) {
    Measure measure = measures.get(name);
    if (measure == null) {
      throw new MujunException(
          "METRIC_UNKNOWN",
          place
              + ": there is no metric '"
              + name
              + "'. Declared are: "
              + String.join(", ", measures.keySet())
              + ".");
    }
    return measure;
  }

  /** Names of the measures that an expression takes with {@code measure(name)}. */
  public static List<String> references(String expression) {
    return expression == null
        ? List.of()
        : REFERENCE.matcher(expression).results().map(match -> match.group(1)).toList();
  }

  /** Replaces each {@code measure(name)} of an expression. */
  public static String replaceReferences(
      String expression, java.util.function.UnaryOperator<String> replacement) {
    return REFERENCE
        .matcher(expression)
        .replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match.group(1))));
  }

  private void requireReferences(Measure measure) {
    for (String expression :
        new String[] {measure.numerator(), measure.denominator(), measure.expression()}) {
      references(expression).forEach(name -> measure(name, "measure '" + measure.name() + "'"));
    }
  }
}
