package io.mujun.catalog;

/**
 * A table's pointer before and after a commit.
 *
 * @param from location of the metadata file that must still be current
 * @param to location of the new one
 */
record PointerMove(String from, String to) {}
