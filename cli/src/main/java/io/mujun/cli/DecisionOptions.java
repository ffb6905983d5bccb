package io.mujun.cli;

import io.mujun.ingestion.statement.StatementActions;
import io.mujun.ingestion.statement.Submission;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands share by which a person decides of a statement. */
final class DecisionOptions {
  @Parameters(
      paramLabel = "BATCH",
      description = "The statement's batch, as its receipt and 'mujun ingest list' name it.")
  private String batch;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, and who says so. It is kept.")
  private String reason;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day from which it counts. Default: today in Asia/Shanghai.")
  private LocalDate date;

  @Option(names = "--json", description = "Writes the submission as JSON.")
  private boolean json;

  /** Decides, and tells how the submission stands then. */
  int decide(String command, Decision decision, PrintWriter out) {
    LocalDate day = Dates.orToday(date);
    try (Workspace workspace = Workspace.openToWrite(command)) {
      workspace.applyContracts();
      StatementActions actions = new StatementActions(workspace.catalog(), day, Dates.timeOn(day));
      Submission submission = decision.of(actions).apply(batch, reason.strip());
      out.print(json ? Output.json(submission) + "\n" : SubmissionLines.of(submission));
      out.flush();
      return ExitCodes.DONE;
    }
  }

  boolean hasReason() {
    return !reason.isBlank();
  }

  /** Which decision it is. */
  interface Decision {
    BiFunction<String, String, Submission> of(StatementActions actions);
  }
}
