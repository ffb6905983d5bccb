package io.mujun.jobs.metric;

import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which metrics follow from which tables, and from which other metrics. */
final class MetricImpact {
  private final Metrics metrics;
  private final Map<String, Set<String>> inputs = new HashMap<>();

  MetricImpact(Metrics metrics) {
    this.metrics = metrics;
    for (MetricView view : metrics.views()) {
      Set<String> names = new TreeSet<>(MetricDefinition.relations(view).names());
      if (view.statements() != null) {
        names.add(VintageSql.STATEMENTS);
      }
      inputs.put(view.name(), names);
    }
  }

  /** Whether every change of these tables reaches figures by the views that read them. */
  boolean areSources(Collection<String> tables) {
    return inputs.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toSet())
        .containsAll(tables);
  }

  /** The views that read one of these tables. */
  Predicate<MetricView> reading(Collection<String> tables) {
    return view -> inputs.get(view.name()).stream().anyMatch(tables::contains);
  }

  /** The metrics of views, and all that are made of them. */
  Set<String> of(Predicate<MetricView> views) {
    Set<String> reached = new TreeSet<>();
    metrics.views().stream()
        .filter(views)
        .flatMap(view -> view.measures().stream())
        .map(Measure::name)
        .forEach(reached::add);
    boolean more = !reached.isEmpty();
    while (more) {
      more = false;
      for (Measure measure : metrics.measures()) {
        if (measure.metrics().stream().anyMatch(reached::contains)) {
          more |= reached.add(measure.name());
        }
      }
    }
    return reached;
  }

  /** These metrics, and all that they are made of. */
  Set<String> withTaken(Collection<String> names) {
    Set<String> all = new TreeSet<>(names);
    boolean more = true;
    while (more) {
      more =
          all.addAll(
              metrics.measures().stream()
                  .filter(measure -> all.contains(measure.name()))
                  .flatMap(measure -> measure.metrics().stream())
                  .toList());
    }
    return all;
  }
}
