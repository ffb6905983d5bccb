package io.mujun.warehouse;

import java.util.List;

/**
 * A table, another or their own, whose records these belong to, whatever slice they name
 * themselves: what is computed of the other table's record has to be computed anew when one of
 * these arrives.
 *
 * @param table layer and name of the other table
 * @param columns columns of both tables that are equal in records that belong together
 */
public record Reference(String table, List<String> columns) {}
