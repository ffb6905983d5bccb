package io.mujun.record;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * What all records of one batch have in common.
 *
 * @param batchId id of the batch
 * @param source slug of the source file
 * @param system name of the county system
 * @param table ods table, or null where none is known
 * @param zoneCode zone that the whole source is about, or null
 * @param receivedAt local time of reception (Asia/Shanghai)
 * @param receivedOn day of reception (Asia/Shanghai)
 */
public record Provenance(
    String batchId,
    String source,
    String system,
    String table,
    String zoneCode,
    LocalDateTime receivedAt,
    LocalDate receivedOn) {}
