package io.mujun.stream.capture;

/**
 * Passes each change of the log once. A run goes on from the end of a transaction, so that the
 * source tells the next one whole; of that one, an earlier run may have handed on the beginning.
 */
public final class RepeatFilter {
  private final LastChange restored;
  private LastChange last;
  private boolean repeating;
  private long repeatedAtLast;

  /**
   * @param restored the last change that earlier runs handed on
   */
  public RepeatFilter(LastChange restored) {
    this.restored = restored;
    this.last = restored;
    this.repeating = true;
  }

  /** Whether the change is new; a new one counts as handed on. */
  public boolean passes(LogChange change) {
    if (repeating && isRepeated(change)) {
      return false;
    }
    last = last.then(change);
    return true;
  }

  public LastChange last() {
    return last;
  }

  private boolean isRepeated(LogChange change) {
    if (change.transaction() != restored.transaction()) {
      repeating = false;
      return false;
    }
    int order = Long.compareUnsigned(change.position(), restored.position());
    if (order == 0) {
      repeatedAtLast++;
    }
    return order < 0 || (order == 0 && repeatedAtLast <= restored.count());
  }
}
