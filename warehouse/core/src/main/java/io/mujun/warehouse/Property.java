package io.mujun.warehouse;

import java.util.List;

/**
 * One column of a table, as its contract declares it.
 *
 * @param name the column's name
 * @param label its Chinese name
 * @param description what it means, in Chinese; empty where the label says it all
 * @param type how it is stored
 * @param required whether NULL is refused
 * @param keyPosition its place in the primary key from 1, or 0
 * @param partitionPosition its place in the partitioning from 1, or 0
 * @param unit code of its base unit in {@code codes/unit.csv}, or null
 * @param boundOf the column that this one qualifies as exact, at least, at most or about, or null
 * @param identifier which check of {@code io.mujun.warehouse.identifier} applies, or null
 * @param sensitivity whether it tells of a person
 * @param mask how it is shown to those who may not see it
 * @param validValues the values allowed; empty where any is
 * @param rules further checks
 * @param origin which contract file declared it: the table's own, or a shared one
 */
public record Property(
    String name,
    String label,
    String description,
    PhysicalType type,
    Presence required,
    int keyPosition,
    int partitionPosition,
    String unit,
    String boundOf,
    String identifier,
    Sensitivity sensitivity,
    Mask mask,
    List<String> validValues,
    List<Rule> rules,
    String origin) {

  /** Whether a value must be there. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** Whether a column tells of a person. */
  public enum Sensitivity {
    PUBLIC,
    PERSONAL
  }

  /** How a personal value is shown to those who may not see it. */
  public enum Mask {
    /** First and last character, stars between. */
    KEEP_FIRST_LAST,
    /** First six and last four characters at most, as for identity numbers. */
    KEEP_EDGES,
    HIDE
  }

  public boolean isKey() {
    return keyPosition > 0;
  }

  public boolean isRequired() {
    return required == Presence.REQUIRED;
  }

  public boolean isPersonal() {
    return sensitivity == Sensitivity.PERSONAL;
  }
}
