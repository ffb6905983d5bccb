package io.mujun.warehouse.validation;

import io.mujun.warehouse.Property;
import io.mujun.warehouse.Severity;

/**
 * What is wrong with a record, in words that the clerk who handed it over understands.
 *
 * @param severity an error refuses the record, a warning accompanies it
 * @param code stable code, for example {@code VALUE_MISSING}
 * @param property the column at fault, or null where it is the record as a whole
 * @param text the value as it stood, or null; always null for a personal column
 * @param message in Chinese: what is wrong and how to mend it
 */
public record Finding(
    Severity severity, String code, String property, String text, String message) {
  private static final String CONCEALED = "（涉及个人信息，不显示原文）";

  /**
   * A finding on a column. Of a personal column neither text nor message shows what stood there.
   *
   * @param text the value as it stood, or null where there was none
   * @param fault in Chinese, to follow the column's name; may show the text
   */
  public static Finding of(
      Severity severity, String code, Property property, String text, String fault) {
    return property.isPersonal() && text != null
        ? concealed(severity, code, property, "填写有误，请核对")
        : new Finding(severity, code, property.name(), text, "“" + property.label() + "”" + fault);
  }

  /**
   * A finding on a personal column.
   *
   * @param fault in Chinese, to follow the column's name; shows nothing of the text
   */
  static Finding concealed(Severity severity, String code, Property property, String fault) {
    return new Finding(
        severity, code, property.name(), null, "“" + property.label() + "”" + fault + CONCEALED);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
