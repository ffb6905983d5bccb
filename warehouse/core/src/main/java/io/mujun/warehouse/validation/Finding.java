package io.mujun.warehouse.validation;

import io.mujun.warehouse.Severity;

/**
 * What is wrong with a record, in words that the clerk who handed it over understands.
 *
 * @param severity an error refuses the record, a warning accompanies it
 * @param code stable code, for example {@code VALUE_MISSING}
 * @param property the column at fault, or null where it is the record as a whole
 * @param text the value as it stood, or null
 * @param message in Chinese: what is wrong and how to mend it
 */
public record Finding(
    Severity severity, String code, String property, String text, String message) {

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
