package io.mujun.warehouse.lineage;

/** How a column is used by what is made of it; the words are those of OpenLineage. */
public enum ColumnUse {
  /** Taken as it is. */
  IDENTITY,
  /** Part of an expression over one row. */
  TRANSFORMATION,
  /** Part of an aggregate over many rows. */
  AGGREGATION,
  /** Decides which value is taken. */
  CONDITIONAL,
  /** Parts or orders the rows that are looked at beside a row. */
  WINDOW,
  /** Decides which rows are joined. */
  JOIN,
  /** Decides which rows there are. */
  FILTER,
  /** Rows are grouped by it. */
  GROUP_BY;

  /** Whether the value itself goes into what is made of it. */
  public boolean isDirect() {
    return this == IDENTITY || this == TRANSFORMATION || this == AGGREGATION;
  }

  /** How a column is used where this is done to what was already used so. */
  public ColumnUse after(ColumnUse earlier) {
    if (!earlier.isDirect()) {
      return earlier;
    }
    return !isDirect() || compareTo(earlier) > 0 ? this : earlier;
  }
}
