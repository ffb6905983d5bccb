package io.mujun.record.value;

/**
 * One cell as it stood in its file or table.
 *
 * @param reference where it stands: {@code F7} in a file, the column's name in a database
 * @param text the text as it stood; numbers as plain decimals
 * @param kind what the file says the cell is
 */
public record Cell(String reference, String text, Kind kind) {

  /** What a cell is, as far as its file tells. */
  public enum Kind {
    /** Text that a person typed. */
    TEXT,
    /** A number, of which the file has lost how it was written. */
    NUMBER,
    /** A number shown as a date or time; the text is ISO 8601. */
    DATE,
    /** Text of a file that has no types (CSV). */
    UNTYPED,
    /** A formula error such as {@code #REF!}. */
    ERROR,
    /** A formula that no program has computed; the text is the formula, or {@code =}. */
    UNCOMPUTED,
    /** A number that its format shows in another unit; the text is the number and the format. */
    SCALED
  }
}
