package io.mujun.stream.settle;

import io.mujun.record.Problem;
import io.mujun.record.RecordCounts;
import java.util.List;

/**
 * What one batch of one source holds.
 *
 * @param source slug of the source
 * @param batch identifies the batch
 * @param counts how many records it holds
 * @param refusals the first refusals
 */
public record StreamReceipt(
    String source, String batch, RecordCounts counts, List<Problem> refusals) {}
