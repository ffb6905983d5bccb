/**
 * The warehouse's tables in Iceberg's JDBC catalog: declared by contracts, written by appends, and
 * committed together. Needs Iceberg and a PostgreSQL driver on the classpath, and no engine.
 */
package io.mujun.catalog;
