package io.mujun.catalog;

import java.io.Serial;

/** Another writer changed a table after it was staged; nothing of this commit was published. */
final class CommitConflict extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CommitConflict(String message) {
    super(message);
  }
}
