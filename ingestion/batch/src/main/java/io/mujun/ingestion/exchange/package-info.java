/** Reads exchange tables (前置库) over JDBC, by their change columns. */
package io.mujun.ingestion.exchange;
