package io.mujun.jobs;

/** How much a night computes; both give the same rows. */
enum Mode {
  /** What new records touch. */
  INCREMENTAL,
  /** Everything anew. */
  FULL
}
