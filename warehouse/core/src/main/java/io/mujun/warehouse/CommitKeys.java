package io.mujun.warehouse;

/** What the commits of ods tables say of themselves, in their snapshots' summaries. */
public final class CommitKeys {
  /** The latest {@code received_on} up to the commit, as an ISO date. */
  public static final String RECEIVED_ON = "mujun.received-on";

  /** The batch, or batches, whose rows the commit holds. */
  public static final String BATCH = "mujun.batch";

  /**
   * Of a commit that changed no record, as maintenance makes them: the snapshot whose records it
   * holds.
   */
  public static final String RECORDS_OF = "mujun.records-of";

  private CommitKeys() {}
}
