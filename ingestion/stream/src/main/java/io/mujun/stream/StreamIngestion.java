package io.mujun.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.stream.capture.Checkpoints;
import io.mujun.stream.capture.Generation;
import io.mujun.stream.capture.PendingChanges;
import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.job.StreamJob;
import io.mujun.stream.job.StreamRun;
import io.mujun.stream.lake.Lake;
import io.mujun.stream.settle.CurrentState;
import io.mujun.stream.settle.EndingLimit;
import io.mujun.stream.settle.Receipts;
import io.mujun.stream.settle.Reconciliation;
import io.mujun.stream.settle.Settlement;
import io.mujun.stream.settle.StreamReceipt;
import io.mujun.stream.source.SourceCheck;
import io.mujun.stream.source.SourceDatabase;
import io.mujun.stream.source.SourceFault;
import io.mujun.stream.table.CapturedTable;
import io.mujun.stream.table.CapturedTables;
import io.mujun.stream.table.Reception;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Brings one source database's changes into the warehouse, and says what was done. */
final class StreamIngestion {
  /** How often catching up begins anew while the source goes on changing. */
  private static final int ROUNDS = 3;

  private final StreamConfiguration configuration;
  private final Events events;
  private final Clock clock;
  private final Checkpoints checkpoints;
  private final CapturedTables tables;
  private final List<StreamReceipt> receipts = new ArrayList<>();

  StreamIngestion(StreamConfiguration configuration, Events events, Clock clock) {
    this.configuration = configuration;
    this.events = events;
    this.clock = clock;
    this.checkpoints = new Checkpoints(configuration.stateDirectory());
    this.tables =
        CapturedTables.read(
            configuration.warehouseDirectory(),
            configuration.sourcesDirectory(),
            configuration.source().connection());
  }

  /**
   * Catches up, or runs on until told to stop; a run that goes on begins anew each day, so that
   * each day's records have a batch of their own.
   *
   * @return the result to report
   * @throws MujunException {@code STREAM_DIFFERS} where the warehouse differs from the source, or
   *     whatever {@link SourceFault} names
   */
  ObjectNode run(BooleanSupplier stop) throws Exception {
    for (int round = 1; ; round++) {
      LocalDate day = receivedOn();
      Settlement.Outcome outcome =
          round(day, () -> stop.getAsBoolean() || !receivedOn().equals(day));
      boolean ends =
          configuration.mode() == StreamConfiguration.Mode.CATCH_UP
              ? round == ROUNDS || outcome.state() != Settlement.State.MOVING
              : stop.getAsBoolean();
      if (outcome.state() == Settlement.State.DIFFERENT) {
        throw outcome.failure();
      }
      if (ends) {
        return Report.of(day, receipts, outcome);
      }
    }
  }

  private Settlement.Outcome round(LocalDate receivedOn, BooleanSupplier stop) throws Exception {
    Lake lake = new Lake(configuration.catalog());
    Receipts book = new Receipts(lake);
    Optional<Checkpoints.Checkpoint> from = checkpoint();
    Reception reception;
    try (SourceDatabase source = SourceDatabase.open(configuration.source())) {
      new SourceCheck(configuration.source(), source)
          .verify(tables.all().stream().map(CapturedTable::source).toList());
      SourceDatabase.Slot slot = slot(source, from);
      Generation generation = generation(from, lake);
      reception = new Reception(receivedOn, generation.epoch(), book.open(tables));
      if (from.isEmpty()) {
        new EndingLimit(configuration.endingShare())
            .hold(new Reconciliation(tables, lake).compare(source), configuration.source());
        checkpoints.beginSnapshot(generation);
      }
      PendingChanges pending = source.pending();
      if (isNothingNew(from, pending)) {
        events.progress("idle", "The source holds nothing new.");
      } else {
        stream(lake, from, reception, slot, pending, stop);
      }
    }
    try (SourceDatabase source = SourceDatabase.open(configuration.source())) {
      events.progress("compare", "Comparing with the source.");
      Settlement.Outcome outcome =
          new Settlement(configuration, checkpoints, tables, lake, reception)
              .settle(source, reception.receivedAt(clock));
      receipts.addAll(book.close(tables, reception, reception.receivedAt(clock)));
      return outcome;
    }
  }

  /** The checkpoint to go on from; empty where rows are read as a whole, at first or anew. */
  private Optional<Checkpoints.Checkpoint> checkpoint() throws IOException {
    Optional<Checkpoints.Checkpoint> newest = checkpoints.newest();
    if (newest.isPresent()
        && checkpoints
            .generation()
            .filter(known -> known.rules().equals(tables.rules()))
            .isEmpty()) {
      events.progress("rules", "Contracts, codes or source files changed: all rows are read anew.");
      checkpoints.drop();
      return Optional.empty();
    }
    return newest;
  }

  private Generation generation(Optional<Checkpoints.Checkpoint> from, Lake lake)
      throws IOException {
    if (from.isPresent()) {
      return checkpoints.generation().orElseThrow();
    }
    int newest = 0;
    for (CapturedTable table : tables.all()) {
      newest =
          Math.max(
              newest,
              CurrentState.newestEpoch(table, lake.table(table.contract().qualifiedName())));
    }
    return new Generation(newest + 1, tables.rules());
  }

  private void stream(
      Lake lake,
      Optional<Checkpoints.Checkpoint> from,
      Reception reception,
      SourceDatabase.Slot slot,
      PendingChanges pending,
      BooleanSupplier stop)
      throws Exception {
    events.progress(
        "stream",
        from.isPresent()
            ? "Reading %d changes of the log.".formatted(pending.count())
            : "Reading a snapshot, then the log.");
    new StreamRun(configuration, checkpoints, new StreamJob(configuration, tables, lake))
        .execute(from, reception, slot.position(), pending, stop);
  }

  private boolean isNothingNew(Optional<Checkpoints.Checkpoint> from, PendingChanges pending) {
    return configuration.mode() == StreamConfiguration.Mode.CATCH_UP
        && from.isPresent()
        && from.get().reached().filter(pending::isCoveredBy).isPresent();
  }

  private SourceDatabase.Slot slot(SourceDatabase source, Optional<Checkpoints.Checkpoint> from)
      throws Exception {
    Optional<SourceDatabase.Slot> slot = source.freeSlot();
    if (slot.isPresent() && slot.get().use() == SourceDatabase.Use.LOST) {
      throw new MujunException(
          "SLOT_LOST",
          "%s dropped log that the replication slot '%s' had yet to tell, for it kept more than max_slot_wal_keep_size: the changes since the last run are lost to the stream. Run there: select pg_drop_replication_slot('%s'); and move the state directory %s away: the next run then reads all rows again, which does no harm downstream."
              .formatted(
                  configuration.source().database(),
                  configuration.source().slot(),
                  configuration.source().slot(),
                  configuration.stateDirectory()));
    }
    if (slot.isPresent()) {
      return slot.get();
    }
    if (from.isPresent()) {
      throw new MujunException(
          "SLOT_LOST",
          "%s no longer has the replication slot '%s', so the changes since the last run are lost to the stream. Move the state directory %s away: the next run then reads all rows again, which does no harm downstream."
              .formatted(
                  configuration.source().database(),
                  configuration.source().slot(),
                  configuration.stateDirectory()));
    }
    return source.createSlot();
  }

  private LocalDate receivedOn() {
    return configuration.receivedOn() == null
        ? LocalDate.now(clock.withZone(Reception.ZONE))
        : configuration.receivedOn();
  }
}
