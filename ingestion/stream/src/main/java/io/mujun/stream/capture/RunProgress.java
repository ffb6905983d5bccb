package io.mujun.stream.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far one run of the job has come. The files of its checkpoints say it, so that the operators
 * may be in any process.
 */
public final class RunProgress {
  private static final Pattern CHECKPOINT = Pattern.compile("chk-\\d+");

  private final Path folder;
  private final SimpleVersionedSerializer<SourceSplitBase> serializer;
  private Path newest;
  private Optional<Reached> reached = Optional.empty();

  /**
   * Follows a run.
   *
   * @param folder the run's folder
   * @param serializer how the source stores its splits
   */
  public RunProgress(Path folder, SimpleVersionedSerializer<SourceSplitBase> serializer) {
    this.folder = folder;
    this.serializer = serializer;
  }

  /** The newest complete checkpoint's reach; empty while the snapshot is being read. */
  public Optional<Reached> reached() throws IOException {
    Optional<Path> complete = newest();
    if (complete.isPresent() && !complete.get().equals(newest)) {
      try {
        reached = reached(complete.get());
        newest = complete.get();
      } catch (NoSuchFileException followed) {
        // Flink has dropped it, for newer ones are complete: the next look finds those.
        return reached;
      }
    }
    return reached;
  }

  /** A complete checkpoint's reach; empty where it was taken within the snapshot. */
  public Optional<Reached> reached(Path checkpoint) throws IOException {
    return CheckpointContent.read(checkpoint).reached(serializer);
  }

  private Optional<Path> newest() throws IOException {
    Optional<Path> found = Optional.empty();
    for (Path job : list(folder)) {
      found =
          Stream.concat(
                  found.stream(),
                  list(job).stream()
                      .filter(path -> CHECKPOINT.matcher(name(path)).matches())
                      .filter(path -> Files.exists(path.resolve(CheckpointContent.METADATA))))
              .max(Comparator.comparingLong(path -> Long.parseLong(name(path).substring(4))));
    }
    return found;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList();
    }
  }
}
