package io.mujun.ingestion;

import io.mujun.warehouse.MujunException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Words what goes wrong when a batch is written: a full disk, a folder without rights. */
final class WriteFaults {
  private static final String NO_SPACE = "No space left on device";

  private WriteFaults() {}

  /**
   * Does what writes a batch.
   *
   * @throws MujunException {@code DATA_UNWRITABLE} or {@code DATA_FULL} where a file cannot be
   *     written
   */
  static <T> T guard(String name, IngestContext context, Supplier<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException failed) {
      throw of(
          name, context.data(), failed.getCause() == null ? failed : failed.getCause(), failed);
    }
  }

  /** The fault that kept a batch from being written below a folder. */
  static MujunException of(String name, Path folder, Throwable root, Throwable failed) {
    String said = String.valueOf(root.getMessage());
    boolean full = said.contains(NO_SPACE);
    return new MujunException(
        full ? "DATA_FULL" : "DATA_UNWRITABLE",
        "%s was not taken in: a file below %s cannot be read or written (%s: %s). %s, then ingest again; nothing half-done is visible."
            .formatted(
                name,
                folder,
                root.getClass().getSimpleName(),
                said,
                full ? "Free some space" : "Mend its rights"),
        failed);
  }
}
