/** Opens any table file: {@code TableFiles} asks {@code FileFormat} what it is by its content. */
package io.mujun.ingestion.table.file;
