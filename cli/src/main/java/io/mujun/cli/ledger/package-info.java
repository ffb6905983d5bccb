/**
 * Copies of received ledgers in which the cells that a traced number came from are marked. The kept
 * file itself is only read.
 */
package io.mujun.cli.ledger;
