package io.mujun.ingestion;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.change.ChangeTable;
import io.mujun.ingestion.change.Watermark;
import io.mujun.ingestion.change.WatermarkTable;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ChangeSource;
import java.util.ArrayList;
import java.util.List;

/** Takes the changes of a source in, from where the last commit says that reading came. */
final class ChangeIngestion {
  static final int ROWS_PER_BATCH = 100_000;

  private ChangeIngestion() {}

  /** The sources of one kind that the rules know. */
  static <S extends ChangeSource> List<S> sources(IngestRules rules, Class<S> kind) {
    return rules.sources().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Takes in what is new; a fault of the source is part of what is returned. */
  static ChangeResult ingest(
      ChangeSource source,
      ChangeTable.Opening opening,
      IngestContext context,
      ChangeReading.Depth depth,
      IngestProgress progress,
      int rowsPerBatch) {
    progress.reached(IngestProgress.Step.STARTED, source.source());
    List<MujunException> faults = new ArrayList<>();
    Watermark mark =
        WatermarkTable.read(context.catalog(), source.source())
            .orElseGet(() -> StandingWatermark.of(context.catalog(), source));
    try (ChangeBatches batches = new ChangeBatches(source, context, progress, rowsPerBatch, mark)) {
      try {
        ChangeReading.Outcome outcome =
            WriteFaults.guard(
                source.source(),
                context,
                () -> {
                  ChangeReading.Outcome read =
                      new ChangeReading(
                              source,
                              context.rules(),
                              context.catalog(),
                              mark,
                              depth,
                              context.receivedOn())
                          .read(opening, batches);
                  batches.finish(read);
                  return read;
                });
        faults.addAll(outcome.held());
      } catch (MujunException failed) {
        faults.add(failed);
      }
      return new ChangeResult(
          source.source(),
          faults.isEmpty() ? batches.receipts() : batches.committed(),
          List.copyOf(faults));
    }
  }
}
