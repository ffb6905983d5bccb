package io.mujun.ingestion;

import io.mujun.warehouse.MujunException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Words what goes wrong when a batch is written: a full disk, a folder without rights. */
final class WriteFaults {
  private WriteFaults() {}

  /**
   * Does what writes a batch.
   *
   * @throws MujunException {@code DATA_FOLDER_UNWRITABLE} where a file cannot be written
   */
  static <T> T guard(String name, IngestContext context, Supplier<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException failed) {
      Throwable root = failed.getCause() == null ? failed : failed.getCause();
      throw new MujunException(
          "DATA_FOLDER_UNWRITABLE",
          "%s was not taken in: a file below %s cannot be read or written (%s). Free space or mend its rights, then ingest again; nothing half-done is visible."
              .formatted(name, context.data(), root.getMessage()),
          failed);
    }
  }
}
