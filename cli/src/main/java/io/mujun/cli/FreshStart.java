package io.mujun.cli;

import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what Mujun made, so that a run starts from nothing. */
final class FreshStart {
  /** Superset's installation depends on its lock file alone, and takes minutes. */
  private static final String KEPT = "superset/venv";

  private FreshStart() {}

  /** Stops the stack and empties the data folder, but for Superset's installation. */
  static void clear(Settings settings) {
    Stack.stop(settings);
    Path data = settings.data();
    if (!Files.isDirectory(data)) {
      return;
    }
    Path kept = data.resolve(KEPT);
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> doomed =
          files
              .filter(file -> !file.startsWith(kept) && !kept.startsWith(file))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : doomed) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
