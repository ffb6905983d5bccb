package io.mujun.catalog;

import java.util.List;

/**
 * What was done to a table so that it is as its contract says.
 *
 * @param table layer and name
 * @param kind whether it was created, evolved or left
 * @param differences each difference, in words
 */
public record TableChange(String table, Kind kind, List<String> differences) {

  /** What was done. */
  public enum Kind {
    CREATED,
    EVOLVED,
    UNCHANGED
  }
}
