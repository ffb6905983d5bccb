package io.mujun.ingestion.table.file;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of an incoming file, looked at before anything else. */
final class FileSize {
  private FileSize() {}

  static void require(Path file, Limits limits) throws FileRefusedException {
    try {
      long size = Files.size(file);
      if (size == 0) {
        throw new FileRefusedException("FILE_EMPTY", null, "文件是空的，请重新报送");
      }
      if (size > limits.fileBytes()) {
        throw new FileRefusedException(
            "FILE_TOO_LARGE", size + " B", "文件超过 " + (limits.fileBytes() >> 20) + " MiB，请拆分后报送");
      }
    } catch (IOException unreadable) {
      throw FileRefusedException.unreadable(unreadable);
    }
  }
}
