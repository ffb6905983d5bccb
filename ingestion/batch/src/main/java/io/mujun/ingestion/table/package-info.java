/** Reads workbooks and CSV files as rows of cells, bounded in size and memory. */
package io.mujun.ingestion.table;
