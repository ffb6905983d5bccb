package io.mujun.cli;

import io.mujun.ingestion.Receipt;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What the commands that end with receipts have in common: the day of handover, and how they end.
 */
final class ReceiptOptions {
  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day of handover. Default: today in Asia/Shanghai.")
  private LocalDate date;

  @Option(names = "--json", description = "Writes the receipts as JSON.")
  private boolean json;

  LocalDate day() {
    return Dates.orToday(date);
  }

  /** Writes the receipts, and returns the exit code: whether all that was handed over is in. */
  int end(List<Receipt> receipts, PrintWriter out) {
    if (json) {
      out.println(Output.json(receipts));
    } else {
      ReceiptLines.write(out, receipts);
    }
    out.flush();
    return receipts.stream().anyMatch(Receipt::hasRefusals) ? ExitCodes.REFUSED : ExitCodes.DONE;
  }

  /**
   * The same for several sources, of which some may have failed: their failures are written beside
   * the others' receipts.
   */
  int end(List<SourceOutcome> outcomes, PrintWriter out, PrintWriter err) {
    List<Receipt> receipts =
        outcomes.stream().flatMap(outcome -> outcome.receipts().stream()).toList();
    List<SourceFailure> failures =
        outcomes.stream()
            .flatMap(
                outcome ->
                    outcome.faults().stream()
                        .map(fault -> SourceFailure.of(outcome.source(), fault)))
            .toList();
    if (failures.isEmpty()) {
      return end(receipts, out);
    }
    if (json) {
      SourceFailure first = failures.get(0);
      out.println(Output.json(new Failed(first.code(), first.message(), receipts, failures)));
    } else {
      ReceiptLines.write(out, receipts);
    }
    out.flush();
    failures.forEach(
        failure ->
            err.println(
                "mujun: %s: %s: %s"
                    .formatted(failure.code(), failure.source(), failure.message())));
    err.flush();
    return ExitCodes.FAILED;
  }

  /** A failure as a script reads it: the first one's code, and all there is to say. */
  private record Failed(
      String code, String message, List<Receipt> receipts, List<SourceFailure> failures) {}

  /** Why a source failed. */
  private record SourceFailure(String source, String code, String message) {
    static SourceFailure of(String source, RuntimeException fault) {
      Failure failure = Failure.of(fault);
      return new SourceFailure(source, failure.code(), failure.message());
    }
  }
}
