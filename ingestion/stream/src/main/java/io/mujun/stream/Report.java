package io.mujun.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.record.RecordCounts;
import io.mujun.stream.settle.Comparison;
import io.mujun.stream.settle.Settlement;
import io.mujun.stream.settle.StreamReceipt;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The result of a run as JSON. */
final class Report {
  private Report() {}

  /**
   * Reports a run.
   *
   * @return {@code received_on}, {@code read}, {@code accepted}, {@code refused}, {@code warned},
   *     {@code batches} (one for each source and batch, with its first refusals), {@code
   *     reconciliation} (equal or moving) and {@code tables} (one comparison for each source)
   */
  static ObjectNode of(
      LocalDate receivedOn, List<StreamReceipt> receipts, Settlement.Outcome outcome) {
    ObjectNode result = Events.object().put("received_on", receivedOn.toString());
    add(
        new RecordCounts(
            receipts.stream().mapToLong(receipt -> receipt.counts().accepted()).sum(),
            receipts.stream().mapToLong(receipt -> receipt.counts().refused()).sum(),
            receipts.stream().mapToLong(receipt -> receipt.counts().warned()).sum()),
        result);
    ArrayNode batches = result.putArray("batches");
    for (StreamReceipt receipt : receipts) {
      ObjectNode batch =
          batches.addObject().put("source", receipt.source()).put("batch_id", receipt.batch());
      add(receipt.counts(), batch);
      ArrayNode refusals = batch.putArray("refusals");
      receipt.refusals().forEach(refusals::addPOJO);
    }
    result.put("reconciliation", outcome.state().name().toLowerCase(Locale.ROOT));
    ArrayNode tables = result.putArray("tables");
    for (Comparison comparison : outcome.comparisons()) {
      tables
          .addObject()
          .put("source", comparison.source())
          .put("source_rows", comparison.rows())
          .put("source_hash", comparison.sourceHash())
          .put("rows", comparison.kept())
          .put("hash", comparison.keptHash())
          .put("refused_rows", comparison.refused());
    }
    return result;
  }

  private static void add(RecordCounts counts, ObjectNode object) {
    object
        .put("read", counts.read())
        .put("accepted", counts.accepted())
        .put("refused", counts.refused())
        .put("warned", counts.warned());
  }
}
