package io.mujun.stream.capture;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.cdc.connectors.base.source.meta.split.StreamSplit;

/** Hands on what a reader gives, and knows whether a part of the snapshot is not yet at its end. */
final class SnapshotParts implements ReaderOutput<LogChange> {
  private final Set<String> begun = new HashSet<>();
  private ReaderOutput<LogChange> output;

  void handOnTo(ReaderOutput<LogChange> next) {
    output = next;
  }

  boolean isInPart() {
    return !begun.isEmpty();
  }

  @Override
  public SourceOutput<LogChange> createOutputForSplit(String split) {
    if (!split.equals(StreamSplit.STREAM_SPLIT_ID)) {
      begun.add(split);
    }
    return output.createOutputForSplit(split);
  }

  @Override
  public void releaseOutputForSplit(String split) {
    begun.remove(split);
    output.releaseOutputForSplit(split);
  }

  @Override
  public void collect(LogChange change) {
    output.collect(change);
  }

  @Override
  public void collect(LogChange change, long timestamp) {
    output.collect(change, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    output.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    output.markIdle();
  }

  @Override
  public void markActive() {
    output.markActive();
  }
}
