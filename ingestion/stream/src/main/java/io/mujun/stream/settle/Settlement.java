package io.mujun.stream.settle;

import io.mujun.stream.capture.Checkpoints;
import io.mujun.stream.capture.PendingChanges;
import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.lake.Lake;
import io.mujun.stream.source.Deadline;
import io.mujun.stream.source.SourceDatabase;
import io.mujun.stream.table.CapturedTables;
import io.mujun.stream.table.Reception;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Concludes a run: holds the warehouse against the source, and mends what only a snapshot needs.
 */
public final class Settlement {
  /** A commit is logged a moment before other sessions see it: look again before judging. */
  private static final int ATTEMPTS = 3;

  private static final int EXAMPLES = 5;

  private final StreamConfiguration configuration;
  private final Checkpoints checkpoints;
  private final CapturedTables tables;
  private final Lake lake;
  private final Reception reception;

  public Settlement(
      StreamConfiguration configuration,
      Checkpoints checkpoints,
      CapturedTables tables,
      Lake lake,
      Reception reception) {
    this.configuration = configuration;
    this.checkpoints = checkpoints;
    this.tables = tables;
    this.lake = lake;
    this.reception = reception;
  }

  /** How the warehouse stands to the source. */
  public enum State {
    EQUAL,
    /** They differ, but the source holds changes that are yet to be read. */
    MOVING,
    DIFFERENT
  }

  /**
   * The conclusion.
   *
   * @param comparisons one for each table
   */
  public record Outcome(State state, List<Comparison> comparisons) {
    public MujunException failure() {
      return new MujunException(
          "STREAM_DIFFERS",
          "The warehouse differs from the source, though nothing is left to read: "
              + comparisons.stream()
                  .filter(comparison -> !comparison.isEqual())
                  .map(Settlement::describe)
                  .collect(Collectors.joining("; "))
              + ". Move the state directory away: the next run then reads all rows again and ends"
              + " those that are gone.");
    }
  }

  /** Compares, and compares again where they differ, before it concludes. */
  public Outcome settle(SourceDatabase source, LocalDateTime receivedAt) throws Exception {
    Reconciliation reconciliation = new Reconciliation(tables, lake);
    for (int attempt = 1; ; attempt++) {
      List<Comparison> comparisons = reconciliation.compare(source);
      List<Comparison> unequal =
          comparisons.stream().filter(comparison -> !comparison.isEqual()).toList();
      if (unequal.isEmpty()) {
        checkpoints.endSnapshot();
        return new Outcome(State.EQUAL, comparisons);
      }
      if (isMoving(source)) {
        return new Outcome(State.MOVING, comparisons);
      }
      if (attempt == ATTEMPTS) {
        return new Outcome(State.DIFFERENT, comparisons);
      }
      if (!unequal.stream().allMatch(Comparison::isOnlyStale) || !end(unequal, receivedAt)) {
        Deadline.seconds(1).again();
      }
    }
  }

  /** Ends rows that the source does not have, where it is known why; whether there were any. */
  private boolean end(List<Comparison> stale, LocalDateTime receivedAt) throws IOException {
    StaleRows rows = new StaleRows(lake, tables, reception);
    if (checkpoints.isInSnapshot()) {
      new EndingLimit(configuration.endingShare()).hold(stale, configuration.source());
      return rows.end(stale, StaleRows.Extent.ALL, receivedAt) > 0;
    }
    return rows.end(stale, StaleRows.Extent.REFUSED, receivedAt) > 0;
  }

  private boolean isMoving(SourceDatabase source) throws Exception {
    source.freeSlot();
    PendingChanges pending = source.pending();
    return checkpoints
        .newest()
        .flatMap(Checkpoints.Checkpoint::reached)
        .filter(pending::isCoveredBy)
        .isEmpty();
  }

  private static String describe(Comparison comparison) {
    return "%s: %d rows there, %d here; missing %s, stale %s, changed %s"
        .formatted(
            comparison.source(),
            comparison.rows(),
            comparison.kept(),
            examples(comparison.missing()),
            examples(comparison.stale()),
            examples(comparison.changed()));
  }

  private static String examples(List<String> keys) {
    return keys.size()
        + keys.stream()
            .limit(EXAMPLES)
            .map(key -> key.replace('\u001f', ' ').strip())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
