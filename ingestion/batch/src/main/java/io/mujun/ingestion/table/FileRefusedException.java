package io.mujun.ingestion.table;

/** A fault of the file as a whole: nothing of it is taken. */
public final class FileRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String text;

  /**
   * @param code stable code
   * @param text what stood there, or null
   * @param message in Chinese: what is wrong and how to mend it
   */
  public FileRefusedException(String code, String text, String message) {
    super(message);
    this.code = code;
    this.text = text;
  }

  /**
   * @param code stable code
   * @param text what stood there, or null
   * @param message in Chinese: what is wrong and how to mend it
   * @param cause what the reader of the file said
   */
  public FileRefusedException(String code, String text, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.text = text;
  }

  FileRefusedException(String code, String message, Throwable cause) {
    this(code, null, message, cause);
  }

  public String code() {
    return code;
  }

  /** What stood there, or null. */
  public String text() {
    return text;
  }
}
