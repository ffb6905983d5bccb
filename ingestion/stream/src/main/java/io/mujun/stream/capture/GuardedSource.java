package io.mujun.stream.capture;

import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.cdc.connectors.base.source.assigner.state.PendingSplitsState;
import org.apache.flink.cdc.connectors.base.source.jdbc.JdbcIncrementalSource;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The connector's source with its reader guarded; see {@link GuardedReader} for what is guarded
 * against.
 */
public final class GuardedSource
    implements Source<LogChange, SourceSplitBase, PendingSplitsState>,
        ResultTypeQueryable<LogChange> {
  @Serial private static final long serialVersionUID = 1L;

  private final JdbcIncrementalSource<LogChange> source;
  private final long slotPosition;

  /**
   * @param slotPosition place up to which the source has dropped its log; −1 where there is none
   */
  public GuardedSource(JdbcIncrementalSource<LogChange> source, long slotPosition) {
    this.source = source;
    this.slotPosition = slotPosition;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<LogChange, SourceSplitBase> createReader(SourceReaderContext context)
      throws Exception {
    return new GuardedReader(source.createReader(context), slotPosition);
  }

  @Override
  public SplitEnumerator<SourceSplitBase, PendingSplitsState> createEnumerator(
      SplitEnumeratorContext<SourceSplitBase> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<SourceSplitBase, PendingSplitsState> restoreEnumerator(
      SplitEnumeratorContext<SourceSplitBase> context, PendingSplitsState state) {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<SourceSplitBase> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PendingSplitsState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<LogChange> getProducedType() {
    return source.getProducedType();
  }
}
