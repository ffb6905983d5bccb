package io.mujun.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be confused with a later one of the same number.
 *
 * @param pid number of the process
 * @param started when it started, as the system tells it
 */
record ProcessIdentity(long pid, Instant started) {
  /** The system derives the start from its boot time, which shifts when its clock is set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  static ProcessIdentity current() {
    return of(ProcessHandle.current());
  }

  static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The live process, or empty where it has ended or its number now belongs to another. */
  Optional<ProcessHandle> live() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                Duration.between(of(process).started(), started).abs().compareTo(TOLERANCE) <= 0);
  }
}
