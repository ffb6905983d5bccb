/**
 * Reads ledgers (台账). The way through: {@code LedgerLayouts} opens a file by the one delivery that
 * fits it; its head ({@code head}) says which columns, units and period it has; {@code LedgerFile}
 * then gives the records of its rows ({@code rows}). For a file that no layout fits yet, {@code
 * layout} proposes one.
 */
package io.mujun.ingestion.ledger;
