package io.mujun.warehouse.lineage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What every computed table and every metric is made of.
 *
 * @param datasets name, as {@link ColumnInput#dataset} writes it → what it is made of
 */
public record Lineage(Map<String, DatasetLineage> datasets) {
  /** The one column that a metric has here. */
  public static final String VALUE = "value";

  private static final String METRIC = "metric.";
  private static final String CODE = "code.";

  /** Nothing known. */
  public static Lineage none() {
    return new Lineage(Map.of());
  }

  /** What a metric is called among datasets. */
  public static String metric(String name) {
    return METRIC + name;
  }

  /** What a code file is called among datasets. */
  public static String codes(String file) {
    return CODE + file;
  }

  /** The metric that a dataset is; empty where it is a table or a code file. */
  public static Optional<String> metricOf(String dataset) {
    return after(METRIC, dataset);
  }

  /** The code file that a dataset is; empty where it is a table or a metric. */
  public static Optional<String> codesOf(String dataset) {
    return after(CODE, dataset);
  }

  private static Optional<String> after(String prefix, String dataset) {
    return dataset.startsWith(prefix)
        ? Optional.of(dataset.substring(prefix.length()))
        : Optional.empty();
  }

  /** What a dataset is made of; nothing where it is made of no other. */
  public DatasetLineage of(String dataset) {
    return datasets.getOrDefault(dataset, new DatasetLineage(Map.of(), List.of()));
  }

  /** The datasets that read one. */
  public SortedSet<String> readersOf(String dataset) {
    SortedSet<String> readers = new TreeSet<>();
    datasets.forEach(
        (name, lineage) -> {
          if (lineage.inputs().contains(dataset)) {
            readers.add(name);
          }
        });
    return readers;
  }

  /**
   * Every dataset that one is made of, over however many steps, without itself.
   *
   * @param through datasets whose own origin counts as well
   */
  public SortedSet<String> upstreamOf(String dataset, Predicate<String> through) {
    SortedSet<String> found = new TreeSet<>();
    addUpstream(dataset, through, found);
    return found;
  }

  private void addUpstream(String dataset, Predicate<String> through, SortedSet<String> found) {
    for (String input : of(dataset).inputs()) {
      if (found.add(input) && through.test(input)) {
        addUpstream(input, through, found);
      }
    }
  }

  /** What a column follows from in tables and code files: through metrics to what these take. */
  public SortedSet<ColumnInput> tableInputs(String dataset, String column) {
    SortedSet<ColumnInput> inputs = new TreeSet<>();
    for (ColumnInput input : of(dataset).columns().getOrDefault(column, List.of())) {
      if (metricOf(input.dataset()).isEmpty()) {
        inputs.add(input);
      } else {
        tableInputs(input.dataset(), input.column())
            .forEach(deeper -> inputs.add(deeper.used(input.use())));
      }
    }
    return inputs;
  }
}
