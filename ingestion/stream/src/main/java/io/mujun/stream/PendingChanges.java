package io.mujun.stream;

/**
 * Changes that the source still holds for its slot.
 *
 * @param count how many
 * @param last place of the last in the order of commits
 * @param atLast how many share that place, as rows inserted together do
 * @param highest the highest place of any: with transactions that overlap it is not the last
 */
record PendingChanges(long count, long last, long atLast, long highest) {
  static final PendingChanges NONE = new PendingChanges(0, 0, 0, 0);

  /** Whether a checkpoint that ends at this place holds them all. */
  boolean isCoveredBy(long position) {
    return count == 0 || position == last || Long.compareUnsigned(position, highest) > 0;
  }

  /** Whether a checkpoint of a running job holds them all. */
  boolean isCoveredBy(Progress.Mark mark) {
    return mark.emittedOfTarget() == 0
        ? isCoveredBy(mark.position())
        : mark.emittedOfTarget() >= atLast;
  }
}
