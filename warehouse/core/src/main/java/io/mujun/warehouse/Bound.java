package io.mujun.warehouse;

import java.util.Locale;

/** How exact a stated figure is: 5000余万元 is {@code AT_LEAST}. */
public enum Bound {
  EXACT,
  AT_LEAST,
  AT_MOST,
  ABOUT;

  /** The value stored in a {@code *_bound} column. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The bound that a {@code *_bound} column holds; null means exact. */
  public static Bound ofCode(String code) {
    return code == null ? EXACT : valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** What is written before the figure. */
  public String mark() {
    return switch (this) {
      case EXACT -> "";
      case AT_LEAST -> "≥";
      case AT_MOST -> "≤";
      case ABOUT -> "约";
    };
  }

  /** The bound of a sum of two figures: opposite bounds leave no more than an approximation. */
  public Bound plus(Bound other) {
    if (this == other || other == EXACT) {
      return this;
    }
    return this == EXACT ? other : ABOUT;
  }
}
