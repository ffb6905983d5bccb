package io.mujun.cli.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What taking a number apart shows. */
public enum Outcome {
  /** Its rows sum to it. */
  SUMS,
  /** It is a percentile of its rows, and computing that again gives it. */
  RECOMPUTED,
  /** It is a function of the listed rows that is not computed here; the sums beside it agree. */
  FUNCTION,
  /** Its rows do not make it up. */
  DIFFERS;

  /** As scripts read it. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
