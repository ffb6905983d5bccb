/** Takes county records in: ledgers and exchange tables, to ods, with a receipt for each batch. */
package io.mujun.ingestion;
