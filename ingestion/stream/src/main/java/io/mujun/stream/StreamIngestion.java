package io.mujun.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.warehouse.MujunException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Brings one source database's changes into the warehouse, and says what was done. */
final class StreamIngestion {
  private final StreamConfiguration configuration;
  private final Events events;
  private final Clock clock;

  StreamIngestion(StreamConfiguration configuration, Events events, Clock clock) {
    this.configuration = configuration;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Catches up, or runs on until told to stop.
   *
   * @return the result to report
   */
  ObjectNode run(BooleanSupplier stop) throws Exception {
    Mappers mappers =
        Mappers.read(
            configuration.warehouseDirectory(),
            configuration.sourcesDirectory(),
            configuration.source().connection());
    Checkpoints checkpoints = new Checkpoints(configuration.stateDirectory());
    try (SourceDatabase source = SourceDatabase.open(configuration.source())) {
      new SourceCheck(configuration.source(), source)
          .verify(mappers.all().stream().map(RowMapper::source).toList());
      Lake lake = new Lake(configuration.catalog());
      Receipts receipts = new Receipts(lake);
      Optional<Checkpoints.Checkpoint> from = checkpoints.newest();
      SourceDatabase.Slot slot = slot(source, from);
      long snapshotPosition = source.currentPosition();
      PendingChanges pending = source.pending();
      LocalDate receivedOn = receivedOn();
      Reception reception = new Reception(receivedOn, snapshotPosition, receipts.open(mappers));
      if (isNothingNew(from, pending)) {
        events.progress("idle", "The source holds nothing new.");
      } else {
        events.progress(
            "stream", from.isPresent() ? "Reading the log." : "Reading a snapshot, then the log.");
        new StreamRun(configuration, checkpoints, new StreamJob(configuration, mappers, lake))
            .execute(from, reception, slot.position(), pending, stop);
      }
      return report(receipts.close(mappers, receivedOn, reception.receivedAt(clock)), receivedOn);
    }
  }

  private boolean isNothingNew(Optional<Checkpoints.Checkpoint> from, PendingChanges pending) {
    return configuration.mode() == StreamConfiguration.Mode.CATCH_UP
        && from.isPresent()
        && from.get().position().isPresent()
        && pending.isCoveredBy(from.get().position().getAsLong());
  }

  private SourceDatabase.Slot slot(SourceDatabase source, Optional<Checkpoints.Checkpoint> from)
      throws Exception {
    Optional<SourceDatabase.Slot> slot = source.freeSlot();
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

  private static ObjectNode report(List<Receipts.Receipt> receipts, LocalDate receivedOn) {
    ObjectNode result = Events.object().put("received_on", receivedOn.toString());
    ArrayNode batches = result.putArray("batches");
    for (Receipts.Receipt receipt : receipts) {
      batches
          .addObject()
          .put("source", receipt.source())
          .put("batch_id", receipt.batch())
          .put("read", receipt.read())
          .put("accepted", receipt.accepted())
          .put("refused", receipt.refused())
          .put("warned", receipt.warned());
    }
    return result;
  }
}
