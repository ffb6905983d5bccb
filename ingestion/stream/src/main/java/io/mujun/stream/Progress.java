package io.mujun.stream;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far one run of the job has come. The operators of the embedded job and the thread that
 * watches it share it by the run's name.
 */
final class Progress {
  private static final Map<String, Progress> RUNS = new ConcurrentHashMap<>();

  private final ConcurrentNavigableMap<Long, Mark> pending = new ConcurrentSkipListMap<>();
  private final AtomicReference<Mark> completed = new AtomicReference<>();
  private volatile long target = -1;
  private volatile long emittedOfTarget;

  /**
   * What a checkpoint holds.
   *
   * @param position place in the log up to which changes were emitted
   * @param emittedOfTarget how many changes at the place that the run waits for were emitted
   */
  record Mark(long position, long emittedOfTarget) {}

  static Progress of(String run) {
    return RUNS.computeIfAbsent(run, name -> new Progress());
  }

  static void forget(String run) {
    RUNS.remove(run);
  }

  /** Names the place in the log that is waited for. */
  void await(long position) {
    target = position;
  }

  /** A change was handed to the job. Called by one thread only. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void emitted(long position) {
    if (position == target) {
      emittedOfTarget++;
    }
  }

  /** A checkpoint was taken of a reader that has finished the snapshot. */
  void snapshotTaken(long checkpoint, long position) {
    pending.put(checkpoint, new Mark(position, emittedOfTarget));
  }

  /** A checkpoint is complete. */
  void completed(long checkpoint) {
    Mark mark = pending.get(checkpoint);
    if (mark != null) {
      completed.set(mark);
    }
    pending.headMap(checkpoint, true).clear();
  }

  /** The newest complete checkpoint of the log; empty while the snapshot is being read. */
  Optional<Mark> completed() {
    return Optional.ofNullable(completed.get());
  }
}
