/**
 * Office Open XML workbooks. The way through: {@code ZipGuard} bounds the archive, {@code
 * WorkbookParts} finds the sheets, {@code SheetOutline} what is merged or hidden, and {@code
 * XlsxRows} streams the rows, with {@code XlsxCells} for their values.
 */
package io.mujun.ingestion.table.xlsx;
