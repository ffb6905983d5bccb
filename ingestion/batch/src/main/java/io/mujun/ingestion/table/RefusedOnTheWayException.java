package io.mujun.ingestion.table;

/** A fault of the file as a whole that is met while its rows are read. */
public final class RefusedOnTheWayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FileRefusedException refusal;

  public RefusedOnTheWayException(FileRefusedException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  public FileRefusedException refusal() {
    return refusal;
  }
}
