package io.mujun.record;

/**
 * How many records a batch holds. Records are counted, of which several findings may be told.
 *
 * @param accepted records that are in
 * @param refused records that are not
 * @param warned records that are in, with a warning
 */
public record RecordCounts(long accepted, long refused, long warned) {

  /** Records read. */
  public long read() {
    return accepted + refused;
  }
}
