package io.mujun.stream;

import java.util.Map;

/**
 * One change of one row, as the source tells it.
 *
 * @param table {@code schema.table} in the source
 * @param operation what was done
 * @param transaction number of its transaction; 0 for a row of the snapshot
 * @param position place in the source's log; 0 for a row of the snapshot
 * @param row column → text as it stands after the change, or before it for a delete
 * @param before column → text before an update; empty for all else
 */
record Change(
    String table,
    Operation operation,
    long transaction,
    long position,
    Map<String, String> row,
    Map<String, String> before) {}
