package io.mujun.cli;

import io.mujun.ingestion.statement.StatementBook;
import io.mujun.ingestion.statement.Submission;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun ingest list}. */
@Command(
    name = "list",
    description = {
      "Lists the ledgers that were handed over, and what became of each: received, held, refused, in"
          + " force, superseded, released, withdrawn, with day and reason.",
      "",
      "The same stands in ops.submission."
    },
    mixinStandardHelpOptions = true)
final class IngestListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--provider",
      paramLabel = "P",
      description = "Only those of one provider: a source's name, its system or a zone's code.")
  private String provider;

  @Option(names = "--json", description = "Writes them as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Workspace workspace = Workspace.open()) {
      workspace.applyContracts();
      List<Submission> submissions =
          StatementBook.of(workspace.catalog()).submissions().stream()
              .filter(this::isWanted)
              .toList();
      if (json) {
        out.println(Output.json(submissions));
      } else if (submissions.isEmpty()) {
        out.println(
            provider == null
                ? "Nothing was handed over yet."
                : "Nothing was handed over by '%s'.".formatted(provider));
      } else {
        submissions.forEach(submission -> out.print(SubmissionLines.of(submission)));
      }
    } finally {
      out.flush();
    }
    return ExitCodes.DONE;
  }

  private boolean isWanted(Submission submission) {
    return provider == null
        || provider.equals(submission.source())
        || provider.equals(submission.system())
        || provider.equals(submission.zoneCode());
  }
}
