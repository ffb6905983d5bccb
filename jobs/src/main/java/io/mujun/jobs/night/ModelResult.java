package io.mujun.jobs.night;

import io.mujun.jobs.slice.Slices;

/**
 * What a model's run did.
 *
 * @param table layer and name
 * @param rowsIn rows computed, in the slices that were touched
 * @param rowsChanged of these, how many differ from what stood; a row replaced counts once
 * @param millis wall time
 * @param touched what was computed
 * @param changed what differs, by the columns that other models may be sliced by
 * @param snapshot what was written on the audit branch, or null
 */
public record ModelResult(
    String table,
    long rowsIn,
    long rowsChanged,
    long millis,
    Slices touched,
    Slices changed,
    Long snapshot) {

  static ModelResult untouched(String table) {
    return new ModelResult(table, 0, 0, 0, Slices.none(), Slices.none(), null);
  }

  /** Whether rows were written, be they the same as those that stood. */
  public boolean isWritten() {
    return snapshot != null;
  }

  public boolean isChanged() {
    return !changed.isNone();
  }
}
