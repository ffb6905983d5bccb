package io.mujun.cli;

import io.mujun.ingestion.ledger.layout.LayoutProposal;
import io.mujun.ingestion.ledger.layout.LayoutSuggestion;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.MujunException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun layout suggest}. */
@Command(
    name = "suggest",
    description = {
      "Proposes a layout for a ledger, with a reason and a confidence for each column.",
      "",
      "The first sheet that is shown is looked at. Look the proposal over, give it a name, and put"
          + " it into ingestion/layouts."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:a layout is proposed", "1:failed", "3:the file cannot be read"})
final class LayoutSuggestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A ledger.")
  private Path file;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "TABLE",
      description = "The ods table that its records are for, such as ods.investment_ledger.")
  private String table;

  @Option(names = "--json", description = "Writes the proposal as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    IngestRules rules = Ingestions.rules(Home.settings());
    if (!table.startsWith("ods.") || !rules.contracts().contains(table)) {
      throw new MujunException("TABLE_UNKNOWN", "No contract declares the ods table " + table);
    }
    if (!Files.isReadable(file)) {
      throw new MujunException(
          "FILE_NOT_READABLE", file + " cannot be read. Check path and rights.");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      LayoutProposal proposal = LayoutSuggestion.of(file, table, rules, Limits.DEFAULT);
      out.println(json ? Output.json(proposal) : proposal.yaml("name_it").stripTrailing());
      return ExitCodes.DONE;
    } catch (FileRefusedException fault) {
      spec.commandLine().getErr().println(fault.code() + ": " + fault.getMessage());
      return ExitCodes.REFUSED;
    } finally {
      out.flush();
    }
  }
}
