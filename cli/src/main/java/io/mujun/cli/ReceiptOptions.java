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
}
