/**
 * Spark: its session and configuration, the views that models read (vintages among them), and how
 * SQL is put together and looked into.
 */
package io.mujun.jobs.sql;
