package io.mujun.ingestion;

import io.mujun.record.Locator;

/**
 * One refusal or warning, as the receipt tells it.
 *
 * @param code stable code
 * @param property property at fault, or null
 * @param text what stood there, or null
 * @param message in Chinese: where, what is wrong, how to mend it
 * @param locator where the record stood: file, sheet and row, or database, table, key and position
 * @param cell cell of the file, or null
 */
public record Problem(
    String code, String property, String text, String message, Locator locator, String cell) {}
