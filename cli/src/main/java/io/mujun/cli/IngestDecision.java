package io.mujun.cli;

import io.mujun.ingestion.statement.StatementActions;
import io.mujun.ingestion.statement.Submission;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person's decision of a statement: which one, why and from when. */
final class IngestDecision {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

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

  /**
   * Takes the decision, and tells how the submission stands then.
   *
   * @param name the command's name, by which others see who writes
   */
  int take(String name, Decision decision) {
    if (reason.isBlank()) {
      throw new ParameterException(command.commandLine(), "--reason must say something.");
    }
    LocalDate day = Dates.orToday(date);
    try (Workspace workspace = Workspace.openToWrite(name)) {
      workspace.applyContracts();
      StatementActions actions = new StatementActions(workspace.catalog(), day, Dates.timeOn(day));
      Submission submission = decision.of(actions).apply(batch, reason.strip());
      PrintWriter out = command.commandLine().getOut();
      out.print(json ? Output.json(submission) + "\n" : SubmissionLines.of(submission));
      out.flush();
      return ExitCodes.DONE;
    }
  }

  /** Which decision it is. */
  interface Decision {
    BiFunction<String, String, Submission> of(StatementActions actions);
  }
}
