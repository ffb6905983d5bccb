package io.mujun.ingestion.table;

import java.io.IOException;

/** A fault of the file as a whole: nothing of it is taken. */
public class FileRefusedException extends Exception {
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

  public static FileRefusedException unreadable(IOException cause) {
    return new FileRefusedException(
        "FILE_UNREADABLE", null, "文件读不出来：" + cause.getMessage() + "，请重新报送", cause);
  }

  public static FileRefusedException damaged(Exception cause) {
    return new FileRefusedException(
        "FILE_DAMAGED", null, "文件不是完好的工作簿，内部已损坏，请用电子表格软件打开核对，另存为 .xlsx 后重新报送", cause);
  }

  public static FileRefusedException encrypted() {
    return new FileRefusedException("FILE_ENCRYPTED", null, "工作簿设有打开密码，不能读取，请取消密码保存后重新报送");
  }

  public static FileRefusedException tooLarge(String what) {
    return new FileRefusedException(
        "FILE_TOO_LARGE", what, "文件" + what + "，超出允许的范围，疑似异常文件，请核对后重新报送");
  }

  public static FileRefusedException unsafe(String what) {
    return new FileRefusedException(
        "FILE_UNSAFE", what, "文件内含文档类型声明（DTD），不是电子表格软件正常保存的文件，请另存后重新报送");
  }

  public String code() {
    return code;
  }

  /** What stood there, or null. */
  public String text() {
    return text;
  }
}
