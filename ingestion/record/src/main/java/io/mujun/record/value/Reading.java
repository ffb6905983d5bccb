package io.mujun.record.value;

import io.mujun.warehouse.Bound;

/**
 * What a cell was read as: a value, nothing (a blank that says so), or a fault. A fault never has a
 * value.
 *
 * @param value the typed value, or null
 * @param bound how exact it is
 * @param fault why it could not be read; null when all is well
 */
public record Reading(Object value, Bound bound, Fault fault) {
  private static final Reading NOTHING = new Reading(null, Bound.EXACT, null);

  /** A blank cell, {@code /}, {@code —} or 无: missing, which is not zero. */
  public static Reading nothing() {
    return NOTHING;
  }

  static Reading of(Object value) {
    return new Reading(value, Bound.EXACT, null);
  }

  static Reading of(Object value, Bound bound) {
    return new Reading(value, bound, null);
  }

  static Reading fault(String code, String message) {
    return new Reading(null, Bound.EXACT, new Fault(code, message));
  }

  /**
   * Why a cell could not be read.
   *
   * @param code stable code
   * @param message in Chinese, to follow the column's name: what is wrong and how to mend it
   */
  public record Fault(String code, String message) {}
}
