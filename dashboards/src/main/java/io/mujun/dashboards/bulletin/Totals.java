package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.code.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Figures of several zones together: sums, and for ratios sums over sums. */
final class Totals {
  private static final int SCALE = 6;

  /** Of a ratio before it is written in its unit. */
  private static final int RATIO_SCALE = 12;

  private Totals() {}

  /**
   * Adds up zones.
   *
   * @param zones values of a metric that is a sum or a ratio of sums
   * @param unit the metric's unit
   * @return null where no zone has a value
   */
  static PublishedValues.Value of(List<PublishedValues.Value> zones, Unit unit) {
    if (zones.isEmpty()) {
      return null;
    }
    boolean isRatio = zones.stream().allMatch(zone -> zone.denominator() != null);
    BigDecimal numerator = sum(zones.stream().map(PublishedValues.Value::numerator).toList());
    BigDecimal denominator =
        isRatio ? sum(zones.stream().map(PublishedValues.Value::denominator).toList()) : null;
    BigDecimal value =
        isRatio
            ? unit.fromBase(numerator.divide(denominator, RATIO_SCALE, RoundingMode.HALF_UP), SCALE)
            : sum(zones.stream().map(PublishedValues.Value::value).toList());
    Bound bound = zones.stream().map(PublishedValues.Value::bound).reduce(Bound.EXACT, Bound::plus);
    return new PublishedValues.Value(value, numerator, denominator, bound, null, "");
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
