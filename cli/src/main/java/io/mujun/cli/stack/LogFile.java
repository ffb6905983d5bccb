package io.mujun.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The log of one process. When it has grown past its limit, the next start sets it aside as {@code
 * <name>.log.1}, so that each process leaves at most two files.
 *
 * @param path the file
 */
record LogFile(Path path) {
  private static final long LIMIT_BYTES = 8L << 20;
  private static final int TAIL_BYTES = 16 << 10;

  static LogFile of(Settings settings, String name) {
    return new LogFile(settings.logs().resolve(name + ".log"));
  }

  /** Sets a log that has grown too large aside. */
  void rotate() throws IOException {
    Files.createDirectories(path.getParent());
    if (length() > LIMIT_BYTES) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Bytes so far, 0 where there is no file: a mark to read on from. */
  long length() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The last lines written since {@code mark}, at most {@code lines} of them. */
  String tail(int lines, long mark) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long start = Math.max(Math.min(mark, file.length()), file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }
}
