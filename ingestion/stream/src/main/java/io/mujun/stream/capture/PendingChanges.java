package io.mujun.stream.capture;

/**
 * Changes that the source still holds for its slot.
 *
 * @param count how many
 * @param last place of the last in the order of commits
 * @param atLast how many share that place, as rows copied together do
 * @param commit end of the transaction of the last
 */
public record PendingChanges(long count, long last, long atLast, long commit) {
  public static final PendingChanges NONE = new PendingChanges(0, 0, 0, 0);

  /** Whether a checkpoint that reaches so far holds them all. */
  public boolean isCoveredBy(Reached reached) {
    return count == 0
        || Long.compareUnsigned(reached.commit(), commit) >= 0
        || (reached.last() == last && reached.atLast() >= atLast);
  }
}
