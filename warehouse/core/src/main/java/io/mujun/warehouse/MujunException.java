package io.mujun.warehouse;

/**
 * An error that a user can act on: a stable code, and a message that says what is wrong, where, and
 * how to mend it.
 */
public final class MujunException extends RuntimeException {
  private final String code;

  public MujunException(String code, String message) {
    this(code, message, null);
  }

  public MujunException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable name of the error, such as {@code SOURCE_FILE_INVALID}. */
  public String code() {
    return code;
  }
}
