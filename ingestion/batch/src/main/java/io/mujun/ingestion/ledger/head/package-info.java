/**
 * What stands above a ledger's records. The way through: {@code Lookahead} holds the first rows
 * back, {@code HeaderRows} and {@code HeaderMatch} find the columns that a layout names, {@code
 * LedgerHead} is the answer; {@code UnitLine}, {@code HeaderUnits} and {@code StatementPeriod} read
 * the units and the period that it states.
 */
package io.mujun.ingestion.ledger.head;
