package io.mujun.ingestion.statement;

import java.util.Locale;

/** Whether all records of a statement could be taken. */
public enum Completeness {
  WHOLE,
  PARTIAL;

  /** The value that is stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
