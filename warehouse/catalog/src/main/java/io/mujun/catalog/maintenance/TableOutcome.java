package io.mujun.catalog.maintenance;

/**
 * What maintenance did for a table, or would do.
 *
 * @param table layer and name
 * @param status whether it came through
 * @param before the table as it was found
 * @param after the table as it was left; where nothing was written, as far as it can be told
 * @param expiredSnapshots states that cannot be read any more
 * @param removedFiles files that were taken from the disk
 * @param removedBytes their bytes
 * @param reason why it did not come through, or null
 */
public record TableOutcome(
    String table,
    Status status,
    TableSize before,
    TableSize after,
    int expiredSnapshots,
    int removedFiles,
    long removedBytes,
    String reason) {

  /** Whether a table was maintained. */
  public enum Status {
    DONE,
    /** Another writer was at it: what was left is for the next time. */
    LEFT,
    FAILED
  }

  /** Whether anything was done. */
  public boolean isChanged() {
    return !before.equals(after) || expiredSnapshots > 0 || removedFiles > 0;
  }
}
