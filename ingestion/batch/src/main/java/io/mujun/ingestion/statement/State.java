package io.mujun.ingestion.statement;

import java.util.Locale;

/** What became of a submission, one after another; the last is what it is. */
public enum State {
  /** It was handed over. */
  RECEIVED("收到"),
  /** It was read, and nothing of it holds: records are refused, or its order is not clear. */
  HELD("退回"),
  /** It could not be read as a whole. */
  REFUSED("整份拒绝"),
  /** It holds for its scope. */
  IN_FORCE("有效"),
  /** Another one holds for its scope. */
  SUPERSEDED("被取代"),
  /** A person lets it hold although it was held back. */
  RELEASED("放行"),
  /** A person took it back; it never holds again. */
  WITHDRAWN("已撤回");

  private final String label;

  State(String label) {
    this.label = label;
  }

  /** The value that is stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in Chinese. */
  public String label() {
    return label;
  }

  static State of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
