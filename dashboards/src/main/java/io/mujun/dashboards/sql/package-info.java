/**
 * SQL that boards ask Trino: {@code FigureSql} shows a metric, {@code BoardDeclarations} shows
 * codes as their labels, and {@code Html} keeps text from being taken for markup.
 */
package io.mujun.dashboards.sql;
