package io.mujun.warehouse;

/**
 * What a failed check does: an error refuses the record or withholds the night; a warning tells.
 */
public enum Severity {
  ERROR,
  WARNING
}
