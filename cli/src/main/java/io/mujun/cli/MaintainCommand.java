package io.mujun.cli;

import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.TableOutcome;
import io.mujun.cli.maintain.MaintenanceLines;
import io.mujun.cli.maintain.PolicyMaintenance;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun maintain}. */
@Command(
    name = "maintain",
    description = {
      "Keeps the tables small and quick: merges small files and manifests, lets old states expire,"
          + " removes files that nothing names.",
      "",
      "No record, no publication and no checkpoint changes by it. It may run beside a night and a"
          + " stream, and be killed. A night does it by itself when it is due; maintenance.yaml in"
          + " the data folder says how (docs/runbook.md)."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a table failed, and the others are done; or all failed"})
final class MaintainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      paramLabel = "LAYER.TABLE",
      description = "Only this table, for example ods.investment_ledger; may be repeated.")
  private List<String> tables = List.of();

  @Option(names = "--dry-run", description = "Says what would be done, and writes nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Writes what was done of each table as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Maintenance.Mode mode = dryRun ? Maintenance.Mode.LOOK : Maintenance.Mode.WRITE;
    try (Workspace workspace = Workspace.open()) {
      PolicyMaintenance maintenance =
          new PolicyMaintenance(
              workspace.catalog(), workspace.settings(), outcome -> progress(err, outcome));
      List<TableOutcome> outcomes = maintenance.run(tables, mode);
      out.println(json ? Output.json(outcomes) : MaintenanceLines.summary(outcomes, mode));
      return outcomes.stream().anyMatch(outcome -> outcome.status() == TableOutcome.Status.FAILED)
          ? ExitCodes.FAILED
          : ExitCodes.DONE;
    } finally {
      out.flush();
    }
  }

  private static void progress(PrintWriter err, TableOutcome outcome) {
    String line = MaintenanceLines.line(outcome);
    if (!line.isEmpty()) {
      Output.progress(err, line);
    }
  }
}
