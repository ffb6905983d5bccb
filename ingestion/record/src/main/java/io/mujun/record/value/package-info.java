/**
 * Reads what people typed into cells: quantities with bounds and units, dates, texts, yes or no.
 */
package io.mujun.record.value;
