package io.mujun.ingestion;

/** Is told how an ingestion goes on. */
public interface IngestProgress {

  /** Says nothing to anybody. */
  IngestProgress SILENT = (step, name) -> {};

  /**
   * A step of a batch was reached.
   *
   * @param step the step
   * @param name file or source table
   */
  void reached(Step step, String name);

  /** The steps of a batch, in their order. Killed between any two, it can be started again. */
  enum Step {
    /** The batch begins. */
    STARTED,
    /** The file is kept. */
    KEPT,
    /** All records are read; nothing is visible yet. */
    READ,
    /** The commit is prepared; nothing is visible yet. */
    STAGED,
    /** The batch is visible as a whole. */
    COMMITTED
  }
}
