/**
 * Proposes a layout for a file that none fits. The way through: {@code LayoutSuggestion} goes
 * through the header, {@code ColumnGuess} holds each column against the table's properties, and
 * {@code LayoutProposal} is what is shown.
 */
package io.mujun.ingestion.ledger.layout;
