package io.mujun.cli;

import io.mujun.ingestion.Receipt;
import io.mujun.record.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Receipts as people read them: one line a batch, and under it what was refused and why. */
final class ReceiptLines {
  private ReceiptLines() {}

  static void write(PrintWriter out, List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      out.println(
          "%-9s %s: read %d, accepted %d, refused %d, warned %d"
              .formatted(
                  receipt.status().name().toLowerCase(Locale.ROOT),
                  receipt.file() == null ? receipt.source() : receipt.file(),
                  receipt.read(),
                  receipt.accepted(),
                  receipt.refused(),
                  receipt.warned()));
      receipt.notes().forEach(note -> out.println("          " + note));
      receipt.refusals().forEach(problem -> out.println(line("refused", problem)));
      receipt.warnings().forEach(problem -> out.println(line("warning", problem)));
    }
  }

  private static String line(String kind, Problem problem) {
    String place = problem.cell() != null ? problem.cell() : problem.locator().shown();
    return "          %s %s: %s"
        .formatted(kind, (problem.code() + " " + place).strip(), problem.message());
  }
}
