package io.mujun.stream.capture;

/**
 * The last change of the log that was handed on.
 *
 * @param transaction its transaction
 * @param position its place
 * @param count how many changes of the transaction at this place were handed on
 */
public record LastChange(long transaction, long position, long count) {
  public static final LastChange NONE = new LastChange(-1, 0, 0);

  /** The last change once another is handed on. */
  LastChange then(LogChange change) {
    return change.transaction() == transaction && change.position() == position
        ? new LastChange(transaction, position, count + 1)
        : new LastChange(change.transaction(), change.position(), 1);
  }
}
