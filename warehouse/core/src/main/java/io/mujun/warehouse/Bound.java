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

  /** The bound of a sum of two figures: opposite bounds leave no more than an approximation. */
  public Bound plus(Bound other) {
    if (this == other || other == EXACT) {
      return this;
    }
    return this == EXACT ? other : ABOUT;
  }
}
