package io.mujun.jobs.night;

import io.mujun.jobs.check.CheckResult;
import java.time.LocalDate;
import java.util.List;

/**
 * How a night ended.
 *
 * @param status how
 * @param runId its row in {@code ops.run}; null where nothing was written
 * @param publicationId what it published, or null
 * @param asAt the day as known on which figures were computed; null where nothing was ever received
 * @param models what each model did, in the order in which they ran
 * @param checks every check that ran
 */
public record NightResult(
    Status status,
    String runId,
    String publicationId,
    LocalDate asAt,
    List<ModelResult> models,
    List<CheckResult> checks) {

  /** How a night ends. */
  public enum Status {
    PUBLISHED,
    NOTHING_NEW,
    /** A check failed: what stood stands. */
    WITHHELD
  }

  static NightResult nothingNew(LocalDate asAt, List<ModelResult> models) {
    return new NightResult(Status.NOTHING_NEW, null, null, asAt, models, List.of());
  }
}
