/**
 * The captured tables: {@code CapturedTables} reads their source files, {@code ChangeRows} turns a
 * change into the rows of {@code ods} and {@code ops}.
 */
package io.mujun.stream.table;
