package io.mujun.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Who still needs a server. A server that {@code up} started runs until {@code down}; one that a
 * command started for itself ends with the last command that uses it. A user is named by a lease
 * file that holds nothing: its name is the user's pid and start, so the lease of a dead process
 * counts for nothing.
 */
final class Lifetime {
  private static final AtomicLong LEASES_OF_THIS_PROCESS = new AtomicLong();

  private final Path leases;
  private final Path detached;

  Lifetime(Settings settings, String service) {
    this.leases = settings.run().resolve(service + ".leases");
    this.detached = settings.run().resolve(service + ".detached");
  }

  /** Whether the server is to outlive the commands that use it. */
  boolean isDetached() {
    return Files.exists(detached);
  }

  /** From now on the server runs until it is stopped on purpose. */
  void detach() {
    try {
      Files.write(detached, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets all users: the server has ended. */
  void clear() {
    try {
      Files.deleteIfExists(detached);
      for (Path lease : leaseFiles()) {
        Files.deleteIfExists(lease);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes this process a user, until {@link #release} of the path returned. */
  Path lease() {
    ProcessIdentity own = ProcessIdentity.current();
    String name =
        "%d-%d-%d"
            .formatted(
                own.pid(), own.started().toEpochMilli(), LEASES_OF_THIS_PROCESS.incrementAndGet());
    try {
      Files.createDirectories(leases);
      return Files.createFile(leases.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void release(Path lease) {
    try {
      Files.deleteIfExists(lease);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether any live process uses the server or it is detached. */
  boolean isNeeded() {
    return isDetached() || isLeased();
  }

  /** Whether any live process uses the server. */
  boolean isLeased() {
    return leaseFiles().stream().anyMatch(lease -> holder(lease).isPresent());
  }

  /** Whether the server is detached, or used by any live process but this one. */
  boolean isNeededByOthers() {
    long own = ProcessHandle.current().pid();
    return isDetached()
        || leaseFiles().stream()
            .flatMap(lease -> holder(lease).stream())
            .anyMatch(process -> process.pid() != own);
  }

  private static Optional<ProcessHandle> holder(Path lease) {
    String[] parts = lease.getFileName().toString().split("-", -1);
    return new ProcessIdentity(
            Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])))
        .live();
  }

  private List<Path> leaseFiles() {
    if (!Files.isDirectory(leases)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(leases)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]+-[0-9]+-[0-9]+"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
