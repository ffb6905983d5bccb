package io.mujun.jobs.night;

import java.time.LocalDate;
import java.util.List;

/**
 * What computing a publication again gave.
 *
 * @param publicationId the publication
 * @param asAt the day as known on which it was computed
 * @param tables each table that was computed again
 * @param differences of the rows that differ, some
 */
public record VerificationResult(
    String publicationId,
    LocalDate asAt,
    List<VerifiedTable> tables,
    List<Difference> differences) {

  /**
   * A table that was computed again.
   *
   * @param table layer and name
   * @param rows rows that were published
   * @param different rows that only one of the two has, published or computed; 0 where each is the
   *     same to the bit
   */
  public record VerifiedTable(String table, long rows, long different) {}

  /**
   * What differs in a row.
   *
   * @param table layer and name
   * @param key the row's key, as {@code column=value, …}
   * @param column the column that differs; null where the whole row is in only one of the two
   * @param published the value published, as text; null for NULL and for a row that was not
   *     published
   * @param computed the value computed now, likewise
   */
  public record Difference(
      String table, String key, String column, String published, String computed) {}

  /** Whether all that was published is what computing it again gives. */
  public boolean isVerified() {
    return tables.stream().allMatch(table -> table.different() == 0);
  }
}
