package io.mujun.warehouse;

import java.io.Serial;

/**
 * A fault that a person can mend. Its message says what is wrong, where, and what to do; its code
 * is stable, so that scripts and runbooks can name it.
 */
public final class MujunException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code upper-case words joined by underscores, for example {@code CONTRACT_INVALID}
   * @param message what is wrong, where, and how to mend it
   */
  public MujunException(String code, String message) {
    super(message);
    this.code = code;
  }

  public MujunException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
