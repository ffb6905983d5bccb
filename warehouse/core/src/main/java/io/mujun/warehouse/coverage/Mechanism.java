package io.mujun.warehouse.coverage;

import java.util.List;

/**
 * Something that a zone has described, and where it can be seen.
 *
 * @param id its number, such as {@code LY1}
 * @param zoneCode GB/T 2260 code of the zone's county
 * @param name what it is
 * @param places tables or columns that hold its records
 * @param metrics metrics that count it
 * @param remark how it is to be read, or null
 * @param missing what of it is not in the data though a source could say it, or null
 * @param unsaid what no source says, or null; it is no gap of the data
 */
public record Mechanism(
    String id,
    String zoneCode,
    Wording name,
    List<Place> places,
    List<String> metrics,
    Wording remark,
    Wording missing,
    Wording unsaid) {

  /**
   * Where records stand.
   *
   * @param table layer and name
   * @param column a column of it, or null for the table as such
   */
  public record Place(String table, String column) {
    @Override
    public String toString() {
      return column == null ? table : table + "." + column;
    }
  }

  /** How much of a mechanism is visible. */
  public enum Status {
    IN_DATA("●"),
    PARTLY("◐"),
    PLANNED("○");

    private final String mark;

    Status(String mark) {
      this.mark = mark;
    }

    public String mark() {
      return mark;
    }
  }

  /** Follows from what is named and what is missing: nobody writes it. */
  public Status status() {
    if (places.isEmpty() && metrics.isEmpty()) {
      return Status.PLANNED;
    }
    return missing == null ? Status.IN_DATA : Status.PARTLY;
  }
}
