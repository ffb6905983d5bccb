/**
 * Tables as they lie in files: {@code TableFile} gives {@code Row}s of cells, bounded by {@code
 * Limits}, or refuses with a {@code FileRefusedException}. Start at {@code TableFiles} in {@code
 * file}, which opens a file by its content; each format has a package of its own.
 */
package io.mujun.ingestion.table;
