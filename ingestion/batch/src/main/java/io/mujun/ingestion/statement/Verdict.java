package io.mujun.ingestion.statement;

/**
 * What is to become of a statement.
 *
 * @param outcome whether it holds
 * @param code stable code of the reason, or null
 * @param reason in Chinese, or null
 */
public record Verdict(Outcome outcome, String code, String reason) {

  /** Said of a statement that holds already, with its batch. */
  public static final String SAME = "与现行有效的报表（批次 %s）内容相同，没有变化";

  /** Whether a statement holds. */
  public enum Outcome {
    IN_FORCE,
    HELD,
    /** It was said before, and saying it again changes nothing. */
    KNOWN
  }

  static Verdict inForce() {
    return new Verdict(Outcome.IN_FORCE, null, null);
  }

  static Verdict held(String code, String reason) {
    return new Verdict(Outcome.HELD, code, reason);
  }

  static Verdict known(String reason) {
    return new Verdict(Outcome.KNOWN, null, reason);
  }
}
