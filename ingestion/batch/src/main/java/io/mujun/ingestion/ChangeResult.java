package io.mujun.ingestion;

import io.mujun.warehouse.MujunException;
import java.util.List;

/**
 * What became of one source of changes in a run.
 *
 * @param source slug of the source file
 * @param receipts one for each batch that is in; one of status {@code UNCHANGED} where nothing is
 *     new
 * @param faults what went wrong, or was held; the receipts' batches are in nevertheless
 */
public record ChangeResult(String source, List<Receipt> receipts, List<MujunException> faults) {}
