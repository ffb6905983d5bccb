package io.mujun.warehouse.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The comparison of a whole source with what was taken in.
 *
 * @param everyDays days after which a reading compares of itself; null: only when asked to
 * @param missing what becomes of records that the source does not hold any more; default {@code
 *     end}
 * @param limitPercent the share of an area's records up to which missing ones are ended; beyond it
 *     none is; default 10
 */
public record Compare(Integer everyDays, Missing missing, Integer limitPercent) {
  static final Compare USUAL = new Compare(null, null, null);

  public Compare {
    Require.that(everyDays == null || everyDays > 0, "compare.every_days", "has to be positive");
    missing = missing == null ? Missing.END : missing;
    limitPercent = limitPercent == null ? 10 : limitPercent;
    Require.that(
        limitPercent >= 0 && limitPercent <= 100, "compare.limit_percent", "is a percentage");
  }

  /** What becomes of a record that the source does not hold any more. */
  public enum Missing {
    /** It is ended. */
    @JsonProperty("end")
    END,
    /** It stays: the provider clears the source of what was handed over. */
    @JsonProperty("keep")
    KEEP
  }
}
