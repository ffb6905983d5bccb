package io.mujun.catalog.publication;

import io.mujun.catalog.CatalogMoment;
import java.util.Collection;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * How much a night has to compute from, by which its process and its session are set up: of few
 * records, most of its time goes into starting and planning; of many, into the records.
 */
public enum Volume {
  FEW,
  MANY;

  private static final long MOST_OF_FEW = 100_000;

  /**
   * The volume of so many records.
   *
   * @param records what was received, all that is known of it
   */
  public static Volume of(long records) {
    return records <= MOST_OF_FEW ? FEW : MANY;
  }

  /** The volume of tables as they stood at a moment. */
  public static Volume of(CatalogMoment moment, Collection<String> tables) {
    return of(
        tables.stream()
            .flatMap(name -> moment.table(name).stream())
            .map(Table::currentSnapshot)
            .mapToLong(Volume::records)
            .sum());
  }

  /**
   * How many records a table has.
   *
   * @param snapshot null where nothing was ever written to it
   */
  public static long records(Snapshot snapshot) {
    Map<String, String> summary = snapshot == null ? Map.of() : snapshot.summary();
    return Long.parseLong(summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
  }
}
