package io.mujun.stream.capture;

import io.mujun.record.value.Cell;
import java.util.Map;

/**
 * One change of one row, as the source's log tells it.
 *
 * @param table {@code schema.table} in the source
 * @param operation what was done
 * @param transaction number of its transaction; 0 for a row of the snapshot
 * @param position place in the source's log; 0 for a row of the snapshot
 * @param row column → cell as it stands after the change, or before it for a delete; NULL is absent
 * @param before column → cell before an update; empty for all else
 */
public record LogChange(
    String table,
    Operation operation,
    long transaction,
    long position,
    Map<String, Cell> row,
    Map<String, Cell> before) {}
