package io.mujun.jobs.slice;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that a model gives, and of which part of its table they are all there should be.
 *
 * @param rows rows of that part, and maybe more
 * @param condition on the table's columns
 * @param extent how the part lies in the table's slices
 */
public record ComputedRows(Dataset<Row> rows, String condition, Extent extent) {
  /** What of a slice was computed, if anything was. */
  public enum Extent {
    WHOLE_SLICES,
    PARTS_OF_SLICES
  }
}
