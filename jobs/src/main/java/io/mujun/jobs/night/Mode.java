package io.mujun.jobs.night;

/** How much a night computes; both give the same rows. */
public enum Mode {
  /** What new records touch. */
  INCREMENTAL,
  /** Everything anew. */
  FULL
}
