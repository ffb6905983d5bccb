package io.mujun.warehouse.lineage;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one table, or one metric, is made of.
 *
 * @param columns its columns in order → what each follows from; {@link Lineage#VALUE} of a metric
 * @param rows what decides which rows there are, whatever their values
 */
public record DatasetLineage(Map<String, List<ColumnInput>> columns, List<ColumnInput> rows) {

  /** Every dataset that is read. */
  public SortedSet<String> inputs() {
    SortedSet<String> inputs = new TreeSet<>();
    columns.values().forEach(each -> each.forEach(input -> inputs.add(input.dataset())));
    rows.forEach(input -> inputs.add(input.dataset()));
    return inputs;
  }
}
