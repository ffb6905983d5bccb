package io.mujun.stream.capture;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far one run of the job has come. The operators of the embedded job, which share one thread,
 * and the thread that watches them find it by the run's name.
 */
public final class StreamProgress {
  private static final Map<String, StreamProgress> RUNS = new ConcurrentHashMap<>();

  private final ConcurrentNavigableMap<Long, Reached> pending = new ConcurrentSkipListMap<>();
  private final AtomicReference<Reached> completed = new AtomicReference<>();
  private final AtomicReference<LastChange> last = new AtomicReference<>(LastChange.NONE);

  public static StreamProgress of(String run) {
    return RUNS.computeIfAbsent(run, name -> new StreamProgress());
  }

  public static void forget(String run) {
    RUNS.remove(run);
  }

  /** A change was handed on, in this run or in those that it goes on from. */
  public void handedOn(LastChange change) {
    last.set(change);
  }

  /** A checkpoint was taken of a reader that has finished the snapshot. */
  void snapshotTaken(long checkpoint, long commit) {
    LastChange change = last.get();
    pending.put(checkpoint, new Reached(commit, change.position(), change.count()));
  }

  /** A checkpoint is complete. */
  public void completed(long checkpoint) {
    Reached reached = pending.get(checkpoint);
    if (reached != null) {
      completed.set(reached);
    }
    pending.headMap(checkpoint, true).clear();
  }

  /** The newest complete checkpoint of the log; empty while the snapshot is being read. */
  public Optional<Reached> completed() {
    return Optional.ofNullable(completed.get());
  }
}
