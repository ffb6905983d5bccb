package io.mujun.stream.capture;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.cdc.connectors.base.source.meta.split.StreamSplit;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;

/** What the operators stored in a complete checkpoint, read from its files. */
final class CheckpointContent {
  static final String METADATA = "_metadata";

  /** Name under which Flink keeps the splits of a source's reader. */
  private static final String SPLITS = "SourceReaderState";

  private final CheckpointMetadata metadata;

  private CheckpointContent(CheckpointMetadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException where it cannot be read, or is gone
   */
  static CheckpointContent read(Path checkpoint) throws IOException {
    try (DataInputStream input =
        new DataInputStream(Files.newInputStream(checkpoint.resolve(METADATA)))) {
      return new CheckpointContent(
          org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
              input, CheckpointContent.class.getClassLoader(), checkpoint.toUri().toString()));
    }
  }

  long number() {
    return metadata.getCheckpointId();
  }

  /**
   * How far it reaches into the log; empty while the snapshot is being read.
   *
   * @param serializer how the source stores its splits
   */
  Optional<Reached> reached(SimpleVersionedSerializer<SourceSplitBase> serializer)
      throws IOException {
    LastChange last = LastChange.NONE;
    for (Tuple3<Long, Long, Long> stored :
        stored(LastChange.STATE, LastChange.TYPE.createSerializer(new SerializerConfigImpl()))) {
      last = LastChange.of(stored);
    }
    for (byte[] stored : stored(SPLITS, BytePrimitiveArraySerializer.INSTANCE)) {
      SourceSplitBase split =
          SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, stored);
      if (split instanceof StreamSplit stream && stream.isCompletedSplit()) {
        return Optional.of(
            new Reached(GuardedReader.commit(stream), last.position(), last.count()));
      }
    }
    return Optional.empty();
  }

  /** The elements of the list that operators keep under a name. */
  private <T> List<T> stored(String name, TypeSerializer<T> serializer) throws IOException {
    List<T> elements = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          OperatorStateHandle.StateMetaInfo list =
              handle.getStateNameToPartitionOffsets().get(name);
          if (list != null) {
            try (FSDataInputStream input = handle.openInputStream()) {
              for (long offset : list.getOffsets()) {
                input.seek(offset);
                elements.add(serializer.deserialize(new DataInputViewStreamWrapper(input)));
              }
            }
          }
        }
      }
    }
    return elements;
  }
}
