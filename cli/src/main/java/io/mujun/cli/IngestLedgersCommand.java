package io.mujun.cli;

import io.mujun.ingestion.LedgerIngestion;
import io.mujun.ingestion.statement.Placement;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun ingest ledgers}. */
@Command(
    name = "ledgers",
    description = {
      "Takes in ledgers (台账): workbooks (.xlsx, .xlsm, .xls) and text, known by their content.",
      "",
      "All files of one call are one handover, and become visible together. A ledger is a statement"
          + " of its zone and period: it holds as a whole, or is held back as a whole, and then the"
          + " one before goes on. Of one handover the statement of the latest period holds; two of"
          + " one period contradict each other, unless --in-order says that the later one counts.",
      "",
      "The same content twice in a row changes nothing. The files are kept for ever under received/"
          + " in the data folder."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is in",
      "1:failed",
      "3:something was refused or held back; the rest is in"
    })
final class IngestLedgersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, and folders whose files are all taken.")
  private List<Path> paths;

  @Option(
      names = "--in-order",
      description =
          "The files are in their order: of two statements of one zone and period the later counts.")
  private boolean inOrder;

  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    try (Workspace workspace = Workspace.openToWrite("ingest ledgers")) {
      return options.end(
          LedgerIngestion.ingest(
              paths,
              Ingestions.context(workspace, options.day()),
              inOrder ? Placement.Order.AS_GIVEN : Placement.Order.BY_PERIOD,
              Ingestions.progress(spec.commandLine().getErr())),
          spec.commandLine().getOut());
    }
  }
}
