package io.mujun.cli;

import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.cli.sql.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun publications}. */
@Command(
    name = "publications",
    description = {
      "Lists what was published; each can be read, compared and computed again.",
      "",
      "In SQL, a table as one published it: … for version as of 'published_<publication>'."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[diff | verify]",
    subcommands = {PublicationsDiffCommand.class, PublicationsVerifyCommand.class})
final class PublicationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Writes them as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Workspace workspace = Workspace.open()) {
      List<PublicationEntry> publications = PublicationBook.of(workspace.moment()).all();
      if (json) {
        out.println(Output.json(publications));
      } else if (publications.isEmpty()) {
        out.println("Nothing was published yet.");
      } else {
        out.print(
            TextTable.write(
                List.of("publication", "as at", "night of", "published", "run"),
                publications.stream().map(PublicationsCommand::row).toList()));
      }
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private static List<Object> row(PublicationEntry publication) {
    return List.of(
        publication.id(),
        publication.asAt(),
        publication.runDate(),
        publication.publishedAt(),
        publication.runId());
  }
}
