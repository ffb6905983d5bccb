/**
 * BIFF8 workbooks. The way through: {@code XlsOutline} goes through the file once for its sheets,
 * styles and texts; {@code XlsRows} gives the rows of the chosen one.
 */
package io.mujun.ingestion.table.xls;
