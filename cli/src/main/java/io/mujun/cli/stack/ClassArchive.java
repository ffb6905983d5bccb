package io.mujun.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of an engine as its Java has parsed and verified them, so that later processes need
 * not do so again (docs/decisions/0080). It makes starting faster, and nothing else: where it
 * cannot be made or does not fit, the engine starts as it would without.
 */
final class ClassArchive {
  private static final String SUFFIX = ".jsa";

  /** Java's messages below errors are of archives alone, and come on standard output. */
  private static final List<String> QUIET = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

  private final Path file;
  private final Path draft;
  private final State state;

  /** What a process is to do with an archive. */
  private enum State {
    TAKEN,
    TO_BE_LEFT,
    NONE
  }

  private ClassArchive(Path file, Path draft, State state) {
    this.file = file;
    this.draft = draft;
    this.state = state;
  }

  /**
   * The archive of one build of an engine.
   *
   * @param folder where it lies
   * @param engine name of the engine; only one archive of that name is kept
   * @param fingerprint of all that it depends on
   * @param use whether the process leaves one where there is none
   */
  static ClassArchive of(
      Path folder, String engine, Fingerprint fingerprint, EngineLaunch.Archive use) {
    Path file = folder.resolve(engine + "-" + fingerprint.hex().substring(0, 16) + SUFFIX);
    Path draft = folder.resolve(file.getFileName() + "." + ProcessHandle.current().pid());
    if (Files.isReadable(file)) {
      return new ClassArchive(file, draft, State.TAKEN);
    }
    boolean leaves = use == EngineLaunch.Archive.LEFT && Files.isWritable(folder);
    return new ClassArchive(file, draft, leaves ? State.TO_BE_LEFT : State.NONE);
  }

  /** Flags of the virtual machine. */
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    switch (state) {
      case TAKEN -> flags.add("-XX:SharedArchiveFile=" + file);
      case TO_BE_LEFT -> flags.add("-XX:ArchiveClassesAtExit=" + draft);
      case NONE -> {
        return List.of();
      }
    }
    flags.addAll(QUIET);
    return List.copyOf(flags);
  }

  /** Whether the process writes an archive while it ends, which takes its time. */
  boolean isToBeLeft() {
    return state == State.TO_BE_LEFT;
  }

  /**
   * Gives the archive its name, once the process that wrote it has ended well; others of its
   * engine, whole or not, go. It is on the disk before: Java crashes over one that was cut off.
   */
  void keep() {
    if (state != State.TO_BE_LEFT) {
      return;
    }
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.READ)) {
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      for (Path other : others()) {
        Files.deleteIfExists(other);
      }
    } catch (IOException e) {
      // The next process leaves one.
    }
  }

  private List<Path> others() throws IOException {
    String engine = file.getFileName().toString().replaceFirst("-[0-9a-f]+\\.jsa$", "");
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files
          .filter(other -> other.getFileName().toString().matches(engine + "-[0-9a-f]+\\.jsa.*"))
          .filter(other -> !other.equals(file))
          .toList();
    }
  }
}
