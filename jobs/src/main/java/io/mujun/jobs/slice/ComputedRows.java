package io.mujun.jobs.slice;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that a model gives, and of which part of its table they are all there should be.
 *
 * @param rows rows of that part, and maybe more
 * @param condition on the table's columns
 */
public record ComputedRows(Dataset<Row> rows, String condition) {}
