package io.mujun.jobs.check;

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
public record CheckResult(
    String table, String check, Severity severity, long failing, String message) {

  public boolean isPassed() {
    return failing == 0;
  }

  public boolean isWithholding() {
    return !isPassed() && severity == Severity.ERROR;
  }
}
