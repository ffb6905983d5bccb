package io.mujun.warehouse.lineage;

import java.util.Comparator;

/**
 * A column that something is made of.
 *
 * @param dataset the table, as layer and name; {@code code.<file>} for a code file, {@code
 *     metric.<name>} for a metric
 * @param column its column; {@link Lineage#VALUE} of a metric
 * @param use how it is used
 */
public record ColumnInput(String dataset, String column, ColumnUse use)
    implements Comparable<ColumnInput> {
  private static final Comparator<ColumnInput> ORDER =
      Comparator.comparing(ColumnInput::dataset)
          .thenComparing(ColumnInput::column)
          .thenComparing(ColumnInput::use);

  /** The same column, used as this is done to what it was used for. */
  public ColumnInput used(ColumnUse next) {
    return new ColumnInput(dataset, column, next.after(use));
  }

  @Override
  public int compareTo(ColumnInput other) {
    return ORDER.compare(this, other);
  }
}
