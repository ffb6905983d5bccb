package io.mujun.jobs;

import io.mujun.warehouse.Severity;

/**
 * The outcome of one check.
 *
 * @param table layer and name
 * @param check its name
 * @param severity whether a failure withholds the publication
 * @param failing rows that do not hold, or by how much the value differs from what it must be
 * @param message what must hold, in Chinese
 */
record CheckResult(String table, String check, Severity severity, long failing, String message) {

  boolean isPassed() {
    return failing == 0;
  }

  boolean isWithholding() {
    return !isPassed() && severity == Severity.ERROR;
  }
}
