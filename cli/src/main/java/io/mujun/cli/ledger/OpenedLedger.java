package io.mujun.cli.ledger;

/**
 * A ledger of which a copy was written.
 *
 * @param name what its sender called it
 * @param hash SHA-256 of what was received
 * @param copy the copy
 * @param list the list of the traced cells beside it, a CSV file
 * @param marks how many cells, and rows of which no cell is named, are marked
 * @param marking whether they are marked in the copy, or the list alone says them
 */
public record OpenedLedger(
    String name, String hash, String copy, String list, int marks, Marking marking) {}
