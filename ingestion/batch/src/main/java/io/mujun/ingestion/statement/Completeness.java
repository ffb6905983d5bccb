package io.mujun.ingestion.statement;

import java.util.Locale;

/** Whether all records of a statement could be taken, and whether it has any. */
public enum Completeness {
  WHOLE,
  /** Some records were refused. */
  PARTIAL,
  /** The statement says that there is no record: 本月无. */
  EMPTY;

  /** The value that is stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Completeness of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
