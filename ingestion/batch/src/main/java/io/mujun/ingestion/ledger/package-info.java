/** Reads ledgers (台账): recognises their layout and turns their rows into records. */
package io.mujun.ingestion.ledger;
