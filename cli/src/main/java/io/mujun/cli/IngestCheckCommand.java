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

/** {@code mujun ingest check}. */
@Command(
    name = "check",
    description = {
      "Reads ledgers as 'ingest ledgers' would, with the same messages, and writes nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all would be in", "1:failed", "3:something would be refused"})
final class IngestCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
  private List<Path> paths;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day that counts as the day of handover. Default: today.")
  private LocalDate date;

  @Option(names = "--json", description = "Writes the findings as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Receipt> receipts =
        LedgerIngestion.check(paths, Ingestions.rules(Home.settings()), Dates.orToday(date));
    if (json) {
      out.println(Output.json(receipts));
    } else {
      ReceiptLines.write(out, receipts);
    }
    out.flush();
    return ReceiptLines.exitCode(receipts);
  }
}
