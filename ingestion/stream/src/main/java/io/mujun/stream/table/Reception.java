package io.mujun.stream.table;

import io.mujun.record.Provenance;
import io.mujun.warehouse.source.StreamSource;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What all records of one run have in common.
 *
 * @param receivedOn the day on which they count as received
 * @param epoch the epoch of their positions
 * @param batches source → batch
 */
public record Reception(LocalDate receivedOn, int epoch, Map<String, String> batches)
    implements Serializable {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The moment on the day of reception. */
  public LocalDateTime receivedAt(Clock clock) {
    return receivedOn.atTime(LocalDateTime.now(clock.withZone(ZONE)).toLocalTime());
  }

  /** What the records of a table have in common that are received at one moment. */
  public Provenance provenance(CapturedTable table, LocalDateTime receivedAt) {
    StreamSource source = table.source();
    return new Provenance(
        batches.get(source.source()),
        source.source(),
        source.system(),
        source.table(),
        source.zoneCode(),
        receivedAt.truncatedTo(ChronoUnit.MILLIS),
        receivedOn);
  }
}
