package io.mujun.record;

import io.mujun.record.value.Cell;
import io.mujun.warehouse.validation.Finding;

/**
 * One refusal or warning, as the receipt tells it.
 *
 * @param code stable code
 * @param property property at fault, or null
 * @param text what stood there, or null
 * @param message in Chinese: where, what is wrong, how to mend it
 * @param locator where the record stood: file, sheet and row, or database, table, key and position
 * @param cell cell of the file, or field of the page, or null
 */
public record Problem(
    String code, String property, String text, String message, Locator locator, String cell) {

  /** How many refusals and warnings a receipt lists. */
  public static final int LISTED = 50;

  /**
   * A finding at its place.
   *
   * @param cell cell of the file, or field of the page, or null
   */
  public static Problem of(Finding finding, Locator locator, String cell) {
    return new Problem(
        finding.code(),
        finding.property(),
        finding.text(),
        locator.inChinese() + finding.message(),
        locator,
        cell);
  }

  /** A finding of a record, with the cell that it is about. */
  public static Problem of(Finding finding, SourceRecord read) {
    Cell cell = finding.property() == null ? null : read.cells().get(finding.property());
    return of(
        finding,
        read.locator(),
        cell == null || read.locator().file() == null ? null : cell.reference());
  }
}
