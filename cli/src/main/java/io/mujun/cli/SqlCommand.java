package io.mujun.cli;

import io.mujun.cli.sql.RowFormat;
import io.mujun.cli.sql.SqlShell;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun sql}. */
@Command(
    name = "sql",
    description = {
      "Runs a query in Trino; without a text, shows a prompt.",
      "",
      "Attaches to the stack where it is up; else starts what it needs and stops it again, which"
          + " takes some seconds: mujun up keeps it running."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "SQL", description = "One statement.")
  private String text;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "How rows are written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private RowFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = "--user",
      defaultValue = TrinoDoor.DEFAULT_USER,
      description = "As whom: the rows are theirs. Default: ${DEFAULT-VALUE}.")
  private String user;

  @Override
  public Integer call() throws SQLException {
    try (Workspace workspace = Workspace.open();
        TrinoDoor door = TrinoDoor.open(workspace);
        Connection connection = door.connect(user)) {
      SqlShell shell =
          new SqlShell(connection, json ? RowFormat.json : format, spec.commandLine().getOut());
      if (text == null) {
        shell.prompt();
      } else {
        shell.run(text);
      }
    }
    return ExitCodes.DONE;
  }
}
