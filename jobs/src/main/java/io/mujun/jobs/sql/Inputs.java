package io.mujun.jobs.sql;

import io.mujun.catalog.CatalogSettings;
import java.util.Map;

/**
 * The records that a night reads: those of the snapshots that its publication names as its inputs,
 * whatever arrives meanwhile.
 *
 * @param snapshots table → snapshot; a table without any had no record when the night began
 */
public record Inputs(Map<String, Long> snapshots) {
  public Inputs {
    snapshots = Map.copyOf(snapshots);
  }

  /**
   * A table of received records, as a relation of SQL that may be given an alias. It is the
   * warehouse's own, whichever catalog the session writes to.
   */
  public String relation(String table) {
    Long snapshot = snapshots.get(table);
    String name = CatalogSettings.NAME + "." + table;
    return snapshot == null
        ? "(select * from %s where false)".formatted(name)
        : "%s version as of %d".formatted(name, snapshot);
  }
}
