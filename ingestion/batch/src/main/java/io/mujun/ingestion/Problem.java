package io.mujun.ingestion;

/**
 * One refusal or warning, as the receipt tells it.
 *
 * @param code stable code
 * @param property property at fault, or null
 * @param text what stood there, or null
 * @param message in Chinese: where, what is wrong, how to mend it
 * @param row row of the file, or null
 * @param cell cell of the file, or null
 */
public record Problem(
    String code, String property, String text, String message, Integer row, String cell) {}
