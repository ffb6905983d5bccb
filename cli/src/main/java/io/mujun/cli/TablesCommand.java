package io.mujun.cli;

import io.mujun.catalog.TableChange;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun tables}. */
@Command(
    name = "tables",
    description = {
      "Creates the tables and lets them follow their contracts.",
      "",
      "A compatible change is applied: a new optional column, a wider type, a column no longer"
          + " required, a comment. Any other is refused with the difference, and nothing is"
          + " touched. Other commands do this by themselves."
    },
    mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Writes the changes as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Workspace workspace = Workspace.openToWrite("tables")) {
      List<TableChange> changes = workspace.applyContracts();
      if (json) {
        out.println(Output.json(changes));
      } else {
        changes.forEach(change -> out.println(line(change)));
      }
    }
    return ExitCodes.DONE;
  }

  private static String line(TableChange change) {
    String what = change.kind().name().toLowerCase(java.util.Locale.ROOT);
    return change.differences().isEmpty()
        ? "%-10s %s".formatted(what, change.table())
        : "%-10s %s: %s".formatted(what, change.table(), String.join("; ", change.differences()));
  }
}
