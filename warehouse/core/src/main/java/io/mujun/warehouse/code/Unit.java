package io.mujun.warehouse.code;

import io.mujun.warehouse.MujunException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A unit of measure and its exact relation to the base unit of its quantity.
 *
 * @param code identifies it in contracts and metrics, for example {@code CNY_10K}
 * @param label how people write it, for example 万元
 * @param quantity what it measures: money, area, ratio, count, duration …
 * @param numerator base units in one of this unit, over {@code denominator}
 * @param denominator see {@code numerator}; 1亩 = 2000/3 m²
 * @param digits digits after the point where boards and bulletins write a number in this unit
 * @param sign which numbers they write with their sign
 */
public record Unit(
    String code,
    String label,
    String quantity,
    BigDecimal numerator,
    BigDecimal denominator,
    int digits,
    Sign sign) {

  /** Which numbers are written with their sign. */
  public enum Sign {
    /** Differences: also what is more has its sign. */
    ALWAYS,
    NEGATIVE
  }

  /** Converts a value in this unit to the base unit, rounded half up to {@code scale} digits. */
  public BigDecimal toBase(BigDecimal value, int scale) {
    return value.multiply(numerator).divide(denominator, scale, RoundingMode.HALF_UP);
  }

  /** Converts a value in the base unit to this unit, rounded half up to {@code scale} digits. */
  public BigDecimal fromBase(BigDecimal value, int scale) {
    return value.multiply(denominator).divide(numerator, scale, RoundingMode.HALF_UP);
  }

  /**
   * Refuses to mix quantities.
   *
   * @throws MujunException {@code UNIT_MISMATCH} where the other unit measures another quantity
   */
  public void requireSameQuantity(Unit other, String place) {
    if (!quantity.equals(other.quantity)) {
      throw new MujunException(
          "UNIT_MISMATCH",
          "%s: %s measures %s, but %s measures %s."
              .formatted(place, label, quantity, other.label, other.quantity));
    }
  }
}
