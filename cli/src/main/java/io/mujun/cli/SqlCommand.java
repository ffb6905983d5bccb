package io.mujun.cli;

import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.cli.publication.KnownQuery;
import io.mujun.cli.sql.RowFormat;
import io.mujun.cli.sql.SqlShell;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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

  @Option(
      names = "--as-known-on",
      paramLabel = "YYYY-MM-DD",
      description = {
        "As the last publication on or before this day knew it: each table of the query is read as"
            + " that one published it.",
        "mujun publications lists them."
      })
  private LocalDate knownOn;

  @Override
  public Integer call() throws SQLException {
    try (Workspace workspace = Workspace.open();
        TrinoDoor door = TrinoDoor.open(workspace);
        Connection connection = door.connect(user)) {
      SqlShell shell =
          new SqlShell(
              connection,
              json ? RowFormat.json : format,
              spec.commandLine().getOut(),
              asked(workspace));
      if (text == null) {
        shell.prompt();
      } else {
        shell.run(text);
      }
    }
    return ExitCodes.DONE;
  }

  private UnaryOperator<String> asked(Workspace workspace) {
    if (knownOn == null) {
      return UnaryOperator.identity();
    }
    PublicationBook book = PublicationBook.of(workspace.moment());
    PublicationEntry publication = book.asKnownOn(knownOn);
    book.requireStanding(publication);
    return new KnownQuery(publication)::of;
  }
}
