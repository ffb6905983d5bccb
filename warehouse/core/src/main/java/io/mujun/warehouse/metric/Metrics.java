package io.mujun.warehouse.metric;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every metric view under {@code warehouse/metrics}. */
public final class Metrics {
  private final List<MetricView> views;
  private final Map<String, Measure> measures = new LinkedHashMap<>();

  private Metrics(List<MetricFile> files, Units units, Contracts contracts) {
    this.views = files.stream().map(MetricFile::view).toList();
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
    MetricCheck check = new MetricCheck(contracts, units, measures);
    files.forEach(check::require);
    requireNoCircle();
    measures.values().forEach(this::requireOneWay);
  }

  /**
   * Reads all views, ordered by file name.
   *
   * @throws MujunException {@code METRIC_INVALID}, {@code COLUMN_UNKNOWN}, {@code TABLE_UNKNOWN},
   *     {@code METRIC_UNKNOWN}, {@code UNIT_MISMATCH}, {@code METRIC_CYCLE} or {@code UNIT_UNKNOWN}
   *     with the file and the fault; of an expression also with its line and column
   */
  public static Metrics read(Path directory, Units units, Contracts contracts) {
    try (Stream<Path> files = Files.list(directory)) {
      return new Metrics(
          files
              .filter(file -> file.getFileName().toString().endsWith(".yaml"))
              .sorted()
              .map(MetricParser::parse)
              .toList(),
          units,
          contracts);
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

  /**
   * Of several zones, what adds up is made of the zones' figures, and all else of all facts: what
   * takes a figure of the one way has none of the other.
   */
  private void requireOneWay(Measure measure) {
    if (Additivity.addsUp(measure, this)) {
      return;
    }
    for (String taken : measure.metrics()) {
      if (Additivity.addsUp(measure(taken, measure.name()), this)) {
        throw new MujunException(
            "METRIC_INVALID",
            "metrics: '%s' does not add up over zones, but takes '%s', which does: of several zones it would have no value. Make all that it takes sums or counts of rows, or none."
                .formatted(measure.name(), taken));
      }
    }
  }

  private void requireNoCircle() {
    Set<String> done = new HashSet<>();
    measures.keySet().forEach(name -> requireNoCircle(name, new LinkedHashSet<>(), done));
  }

  private void requireNoCircle(String name, Set<String> path, Set<String> done) {
    if (!path.add(name)) {
      throw new MujunException(
          "METRIC_CYCLE",
          "metrics: these measures take each other in a circle: "
              + String.join(" → ", path)
              + " → "
              + name
              + ". A metric follows from others, not from itself.");
    }
    if (done.add(name)) {
      measures.get(name).metrics().forEach(taken -> requireNoCircle(taken, path, done));
    }
    path.remove(name);
  }
}
