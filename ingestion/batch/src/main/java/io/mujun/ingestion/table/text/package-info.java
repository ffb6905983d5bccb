/**
 * Text with separators: {@code TextFile} finds its charset ({@code TextEncoding}), then its {@code
 * Separator}, then gives the rows.
 */
package io.mujun.ingestion.table.text;
