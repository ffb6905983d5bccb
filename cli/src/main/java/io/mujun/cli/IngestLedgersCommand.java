package io.mujun.cli;

import io.mujun.ingestion.LedgerIngestion;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    try (Workspace workspace = Workspace.openToWrite("ingest ledgers")) {
      return options.end(
          LedgerIngestion.ingest(
              paths,
              Ingestions.context(workspace, options.day()),
              Ingestions.progress(spec.commandLine().getErr())),
          spec.commandLine().getOut());
    }
  }
}
