package io.mujun.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
      LocalDate receivedOn, List<Receipts.Receipt> receipts, Settlement.Outcome outcome) {
    ObjectNode result =
        Events.object()
            .put("received_on", receivedOn.toString())
            .put("read", receipts.stream().mapToLong(Receipts.Receipt::read).sum())
            .put("accepted", receipts.stream().mapToLong(Receipts.Receipt::accepted).sum())
            .put("refused", receipts.stream().mapToLong(Receipts.Receipt::refused).sum())
            .put("warned", receipts.stream().mapToLong(Receipts.Receipt::warned).sum());
    ArrayNode batches = result.putArray("batches");
    for (Receipts.Receipt receipt : receipts) {
      ArrayNode refusals =
          batches
              .addObject()
              .put("source", receipt.source())
              .put("batch_id", receipt.batch())
              .put("read", receipt.read())
              .put("accepted", receipt.accepted())
              .put("refused", receipt.refused())
              .put("warned", receipt.warned())
              .putArray("refusals");
      receipt.refusals().forEach(refusal -> add(refusal, refusals.addObject()));
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

  /** Tells a refusal in the form in which receipts of ledgers and exchange tables tell theirs. */
  private static void add(Refusal refusal, ObjectNode problem) {
    problem
        .put("code", refusal.code())
        .put("property", refusal.property())
        .put("text", refusal.text())
        .put("message", refusal.message())
        .putObject("locator")
        .put("database", refusal.database())
        .put("table", refusal.table())
        .put("key", refusal.key())
        .put("position", refusal.position());
  }
}
