package io.mujun.jobs;

/**
 * What a model's run did.
 *
 * @param table layer and name
 * @param rowsIn rows computed, in the slices that were touched
 * @param rowsChanged of these, how many differ from what stood; a row replaced counts once
 * @param millis wall time
 * @param touched what was computed
 * @param changed what was written, by the columns that other models may be sliced by
 */
record ModelResult(
    String table, long rowsIn, long rowsChanged, long millis, Slices touched, Slices changed) {

  boolean isChanged() {
    return !changed.isNone();
  }
}
