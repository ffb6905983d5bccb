/**
 * From a ledger's header to its end. The way through: {@code TableReader} goes row by row, {@code
 * RowMarks} tells what a row is, {@code RowRecords} turns it into a record, {@code StatedSums}
 * holds the sums against their records, and {@code CellAccount} says what became of each cell.
 */
package io.mujun.ingestion.ledger.rows;
