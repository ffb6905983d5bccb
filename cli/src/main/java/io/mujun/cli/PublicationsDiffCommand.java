package io.mujun.cli;

import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.cli.publication.ChangeLines;
import io.mujun.cli.publication.PublicationChanges;
import io.mujun.cli.publication.PublicationComparison;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun publications diff}. */
@Command(
    name = "diff",
    description = {
      "Says which numbers changed from one publication to another, and by what: definitions of"
          + " metrics, statements with the cells that differ, records of databases."
    },
    mixinStandardHelpOptions = true)
final class PublicationsDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The one, as 2024-11-15.1.")
  private String from;

  @Parameters(index = "1", paramLabel = "B", description = "The other.")
  private String to;

  @Option(names = "--json", description = "Writes the changes as JSON.")
  private boolean json;

  @Override
  public Integer call() throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    try (Workspace workspace = Workspace.open()) {
      PublicationBook book = PublicationBook.of(workspace.moment());
      PublicationEntry one = standing(book, from);
      PublicationEntry other = standing(book, to);
      try (TrinoDoor door = TrinoDoor.open(workspace);
          Connection connection = door.connect(TrinoDoor.DEFAULT_USER)) {
        PublicationChanges changes =
            new PublicationComparison(connection, workspace.warehouse().contracts(), one, other)
                .changes();
        out.print(json ? Output.json(changes) + "\n" : ChangeLines.of(changes));
      }
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private static PublicationEntry standing(PublicationBook book, String id) {
    PublicationEntry publication = book.find(id);
    book.requireStanding(publication);
    return publication;
  }
}
