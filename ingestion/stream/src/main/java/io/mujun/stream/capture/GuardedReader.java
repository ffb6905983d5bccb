package io.mujun.stream.capture;

import io.mujun.warehouse.MujunException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.cdc.connectors.base.source.meta.split.StreamSplit;
import org.apache.flink.cdc.connectors.postgres.source.offset.PostgresOffset;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * The connector's reader, kept from losing changes and from telling rows twice.
 *
 * <p>The connector acknowledges the source's live log position when a checkpoint completes that
 * holds no finished stream split, as happens between the snapshot and the log. The source then
 * drops changes that no checkpoint holds. So a completed checkpoint is passed on only where it
 * holds the finished stream split.
 *
 * <p>The connector goes on from the place of the last change, and looks for it among transactions
 * that may overlap: it can repeat some and pass over others. So a checkpoint stores the end of the
 * last whole transaction instead; {@link RepeatFilter} drops what is then told again.
 *
 * <p>The connector reads a part of the snapshot again from its beginning where a checkpoint came in
 * its midst, though what it had handed on is committed. So a part is handed on whole, and
 * checkpoints wait meanwhile; it has some eight thousand rows.
 *
 * <p>And a run that starts from a checkpoint behind the source's acknowledged position is refused,
 * for what lies between is gone.
 */
@SuppressWarnings("try") // Flink closes it, and may interrupt.
final class GuardedReader implements SourceReader<LogChange, SourceSplitBase> {
  private static final String LSN = "lsn";
  private static final String LAST_COMMIT = "lsn_commit";
  private static final String TIME = "ts_usec";

  /** Key of our own in a stored offset: the highest place acknowledged with it or before. */
  private static final String HIGHEST = "lsn_highest";

  private final SourceReader<LogChange, SourceSplitBase> reader;
  private final long slotPosition;
  private final SnapshotParts parts = new SnapshotParts();
  private final TreeSet<Long> acknowledgeable = new TreeSet<>();
  private long commit;
  private long highest;

  GuardedReader(SourceReader<LogChange, SourceSplitBase> reader, long slotPosition) {
    this.reader = reader;
    this.slotPosition = slotPosition;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<LogChange> output) throws Exception {
    parts.handOnTo(output);
    InputStatus status = reader.pollNext(parts);
    while (parts.isInPart() && status != InputStatus.END_OF_INPUT) {
      if (status == InputStatus.NOTHING_AVAILABLE) {
        reader.isAvailable().get();
      }
      status = reader.pollNext(parts);
    }
    return status;
  }

  @Override
  public List<SourceSplitBase> snapshotState(long checkpoint) {
    List<SourceSplitBase> splits = new ArrayList<>();
    for (SourceSplitBase split : reader.snapshotState(checkpoint)) {
      if (split instanceof StreamSplit stream && stream.isCompletedSplit()) {
        acknowledgeable.add(checkpoint);
        splits.add(fromLastCommit(stream));
      } else {
        splits.add(split);
      }
    }
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    if (acknowledgeable.contains(checkpoint)) {
      reader.notifyCheckpointComplete(checkpoint);
    }
    acknowledgeable.headSet(checkpoint, true).clear();
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    acknowledgeable.remove(checkpoint);
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void addSplits(List<SourceSplitBase> splits) {
    for (SourceSplitBase split : splits) {
      if (!(split instanceof StreamSplit stream)) {
        continue;
      }
      Map<String, String> offset = stream.getStartingOffset().getOffset();
      commit = commit(stream);
      highest = max(commit, offset.get(HIGHEST));
      if (slotPosition >= 0 && Long.compareUnsigned(slotPosition, highest) > 0) {
        throw new SuppressRestartsException(
            new MujunException(
                "SLOT_AHEAD",
                "The source has dropped its log up to %s, but the newest checkpoint ends at %s. The"
                        .formatted(Position.lsn(slotPosition), Position.lsn(highest))
                    + " changes between are lost to the stream. Move the state directory away: the"
                    + " next run then reads all rows again, which does no harm downstream."));
      }
    }
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(
      java.util.Collection<String> toPause, java.util.Collection<String> toResume) {
    reader.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }

  /** Where in the log a stored split goes on: the end of the last transaction wholly in. */
  static long commit(StreamSplit stored) {
    return Long.parseLong(stored.getStartingOffset().getOffset().get(LSN));
  }

  /** The split as it goes on from the end of the last transaction that is wholly in. */
  private StreamSplit fromLastCommit(StreamSplit stream) {
    Map<String, String> offset = stream.getStartingOffset().getOffset();
    commit = max(commit, offset.get(LAST_COMMIT));
    highest = max(highest, offset.get(LSN));
    return new StreamSplit(
        stream.splitId(),
        PostgresOffset.of(
            Map.of(LSN, commit, HIGHEST, highest, TIME, offset.getOrDefault(TIME, "0"))),
        stream.getEndingOffset(),
        stream.getFinishedSnapshotSplitInfos(),
        stream.getTableSchemas(),
        stream.getTotalFinishedSplitSize(),
        stream.isSuspended(),
        stream.isSnapshotCompleted());
  }

  private static long max(long position, String other) {
    return other == null || Long.compareUnsigned(Long.parseLong(other), position) <= 0
        ? position
        : Long.parseLong(other);
  }
}
