package io.mujun.cli;

import io.mujun.ingestion.LedgerIngestion;
import io.mujun.ingestion.Receipt;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun ingest ledgers}. */
@Command(
    name = "ledgers",
    description = {
      "Takes in ledgers (台账): .xlsx and .csv.",
      "",
      "The same content twice is one batch. The files are kept for ever under received/ in the data"
          + " folder."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is in", "1:failed", "3:something was refused; the rest is in"})
final class IngestLedgersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, and folders whose files are all taken.")
  private List<Path> paths;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day of handover. Default: today in Asia/Shanghai.")
  private LocalDate date;

  @Option(names = "--json", description = "Writes the receipts as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Workspace workspace = Workspace.openToWrite("ingest ledgers")) {
      List<Receipt> receipts =
          LedgerIngestion.ingest(
              paths,
              Ingestions.context(workspace, Dates.orToday(date)),
              Ingestions.progress(spec.commandLine().getErr()));
      if (json) {
        out.println(Output.json(receipts));
      } else {
        ReceiptLines.write(out, receipts);
      }
      return ReceiptLines.exitCode(receipts);
    } finally {
      out.flush();
    }
  }
}
