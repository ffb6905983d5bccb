package io.mujun.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL itself says of its run, in {@code postmaster.pid}: pid, data folder, start in
 * seconds since 1970, port, socket folder, address, shared memory, state; one a line.
 *
 * @param identity the server's process
 * @param port its port
 * @param state for example {@code ready} or {@code starting}
 */
record Postmaster(ProcessIdentity identity, int port, String state) {
  static final String FILE = "postmaster.pid";
  private static final int LINES = 8;

  /** The file's content, or empty where there is none or it is not yet whole. */
  static Optional<Postmaster> read(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve(FILE));
      if (lines.size() < LINES) {
        return Optional.empty();
      }
      return Optional.of(
          new Postmaster(
              new ProcessIdentity(
                  Long.parseLong(lines.get(0).strip()),
                  Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))),
              Integer.parseInt(lines.get(3).strip()),
              lines.get(7).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** As {@link #read}, but only where that process lives. */
  static Optional<Postmaster> running(Path cluster) {
    return read(cluster).filter(postmaster -> postmaster.identity.live().isPresent());
  }

  boolean isReady() {
    return state.equals("ready");
  }
}
