/**
 * The SQL door: a query through Trino's JDBC driver, and its rows as people and scripts read them.
 */
package io.mujun.cli.sql;
