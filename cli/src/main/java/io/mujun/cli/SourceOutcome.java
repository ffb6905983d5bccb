package io.mujun.cli;

import io.mujun.ingestion.Receipt;
import java.util.List;

/**
 * What became of one source of a run over several.
 *
 * @param source slug of the source file
 * @param receipts of what is in
 * @param faults what went wrong; empty where nothing did
 */
record SourceOutcome(String source, List<Receipt> receipts, List<RuntimeException> faults) {}
