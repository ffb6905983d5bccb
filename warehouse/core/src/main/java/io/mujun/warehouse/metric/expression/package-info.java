/**
 * SQL expressions of declarations as trees: read once with the place of each part, checked for
 * names, types and quantities, changed by walks, and printed for Spark.
 */
package io.mujun.warehouse.metric.expression;
