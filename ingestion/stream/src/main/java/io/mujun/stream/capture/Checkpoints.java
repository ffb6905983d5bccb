package io.mujun.stream.capture;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * The checkpoints under the state directory: one folder per run, in it Flink's own. A checkpoint
 * without its metadata file was never completed and is passed over.
 */
public final class Checkpoints {
  private static final Pattern RUN = Pattern.compile("run-(\\d{6})");
  private static final String POSITION = "position";
  private static final String SNAPSHOT = "snapshot-begun";
  private static final String GENERATION = "generation";

  /** Depth of a metadata file in a run's folder: job, checkpoint, file. */
  private static final int DEPTH = 3;

  private final Path directory;

  public Checkpoints(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  /**
   * A complete checkpoint.
   *
   * @param run number of the run that took it
   * @param path its folder
   * @param reached how far it reaches; known only where the run stopped by itself
   */
  public record Checkpoint(int run, Path path, Optional<Reached> reached) {}

  /** The checkpoint to start from: the newest complete one of the newest run that has one. */
  public Optional<Checkpoint> newest() throws IOException {
    for (int run : runs()) {
      Path folder = folder(run);
      List<Path> complete;
      try (Stream<Path> files = Files.find(folder, DEPTH, (file, attributes) -> isMetadata(file))) {
        complete = files.map(Path::getParent).toList();
      }
      Optional<Path> newest = complete.stream().max(Comparator.comparingLong(Checkpoints::number));
      if (newest.isPresent()) {
        return Optional.of(new Checkpoint(run, newest.get(), reached(folder, newest.get())));
      }
    }
    return Optional.empty();
  }

  /** A folder for a new run, after all others. */
  public Path next() throws IOException {
    List<Integer> runs = runs();
    return Files.createDirectories(folder(runs.isEmpty() ? 1 : runs.get(0) + 1));
  }

  /**
   * Notes where in the log a checkpoint ends, and drops the checkpoints of earlier runs: the run's
   * work is committed, and nothing starts from them again.
   */
  public void finish(Path run, Path checkpoint, Reached reached) throws IOException {
    Path draft = run.resolve(POSITION + ".new");
    Files.write(
        draft,
        List.of(
            run.relativize(checkpoint).toString(),
            Position.lsn(reached.commit()),
            Position.lsn(reached.last()),
            String.valueOf(reached.atLast())));
    Files.move(draft, run.resolve(POSITION), StandardCopyOption.ATOMIC_MOVE);
    for (int earlier : runs()) {
      if (!folder(earlier).equals(run)) {
        FileUtils.deleteDirectory(folder(earlier).toFile());
      }
    }
  }

  /** Notes that all rows are being read, until {@link #endSnapshot}. */
  public void beginSnapshot(Generation generation) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(SNAPSHOT), "");
    Path draft = directory.resolve(GENERATION + ".new");
    Files.write(draft, List.of(String.valueOf(generation.epoch()), generation.rules()));
    Files.move(draft, directory.resolve(GENERATION), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What holds since all rows were last read; empty where that is not known. */
  public Optional<Generation> generation() throws IOException {
    Path file = directory.resolve(GENERATION);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return Optional.of(new Generation(Integer.parseInt(lines.get(0)), lines.get(1)));
  }

  /** Drops all checkpoints, so that all rows are read anew. */
  public void drop() throws IOException {
    for (int run : runs()) {
      FileUtils.deleteDirectory(folder(run).toFile());
    }
  }

  /** Whether all rows were read and have not been found equal to the source since. */
  public boolean isInSnapshot() {
    return Files.exists(directory.resolve(SNAPSHOT));
  }

  public void endSnapshot() throws IOException {
    Files.deleteIfExists(directory.resolve(SNAPSHOT));
  }

  private List<Integer> runs() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .map(folder -> RUN.matcher(folder.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> Integer.valueOf(matcher.group(1)))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private Path folder(int run) {
    return directory.resolve("run-%06d".formatted(run));
  }

  private static boolean isMetadata(Path file) {
    return file.getFileName().toString().equals(CheckpointContent.METADATA);
  }

  private static long number(Path checkpoint) {
    try {
      return CheckpointContent.read(checkpoint).number();
    } catch (IOException | RuntimeException unreadable) {
      throw new MujunException(
          "CHECKPOINT_DAMAGED",
          "The checkpoint %s cannot be read: %s. Restore it from a backup, or move the state directory away: the next run then reads all rows again, which does no harm downstream."
              .formatted(checkpoint, unreadable.getMessage()),
          unreadable);
    }
  }

  private static Optional<Reached> reached(Path run, Path checkpoint) throws IOException {
    Path file = run.resolve(POSITION);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return run.resolve(lines.get(0)).equals(checkpoint)
        ? Optional.of(
            new Reached(
                Position.parse(lines.get(1)),
                Position.parse(lines.get(2)),
                Long.parseLong(lines.get(3))))
        : Optional.empty();
  }
}
