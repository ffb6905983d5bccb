package io.mujun.ingestion.statement;

import java.util.Locale;

/** Whether a statement says of itself that it corrects another one of its scope and period. */
public enum Revision {
  ORIGINAL,
  CORRECTION;

  /** The value that is stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param code null where it was not told yet whether it is one
   */
  static Revision of(String code) {
    return code == null ? ORIGINAL : valueOf(code.toUpperCase(Locale.ROOT));
  }
}
