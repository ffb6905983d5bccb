/**
 * From which columns the columns of tables and the values of metrics follow. {@code jobs} finds it
 * by analysing the queries; pages draw it, and nights tell of it.
 */
package io.mujun.warehouse.lineage;
