package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;

/** Where an expression is declared: turns the place of a fault in its text into one in a file. */
@FunctionalInterface
public interface Place {
  /**
   * The fault to throw.
   *
   * @param code stable code of the fault
   * @param offset the character of the expression's text, from 0
   * @param message what is wrong and how to mend it, as a sentence
   */
  MujunException fault(String code, int offset, String message);
}
