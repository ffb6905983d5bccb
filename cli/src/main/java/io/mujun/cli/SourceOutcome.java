package io.mujun.cli;

import io.mujun.ingestion.ChangeResult;
import io.mujun.ingestion.Receipt;
import io.mujun.warehouse.source.ChangeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What became of one source of a run over several.
 *
 * @param source slug of the source file
 * @param receipts of what is in
 * @param faults what went wrong; empty where nothing did
 */
record SourceOutcome(String source, List<Receipt> receipts, List<RuntimeException> faults) {

  /**
   * What becomes of each, one after another. One that fails does not stop the next one.
   *
   * @param ingestion takes in what changed in a source
   */
  static <S extends ChangeSource> List<SourceOutcome> ofEach(
      List<S> sources, Function<S, ChangeResult> ingestion) {
    List<SourceOutcome> outcomes = new ArrayList<>();
    for (S source : sources) {
      try {
        ChangeResult result = ingestion.apply(source);
        outcomes.add(
            new SourceOutcome(source.source(), result.receipts(), List.copyOf(result.faults())));
      } catch (RuntimeException failed) {
        outcomes.add(new SourceOutcome(source.source(), List.of(), List.of(failed)));
      }
    }
    return outcomes;
  }
}
