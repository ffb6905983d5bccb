package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun ingest stream}. */
@Command(
    name = "stream",
    description = {
      "Captures the changes of the approval system, exactly once, and runs on until it is stopped.",
      "",
      "Afterwards what stands in ods is compared with the source."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "3:records were refused; the rest is in"})
final class IngestStreamCommand implements Callable<Integer> {
  static final String DATABASE = "county_approval";

  @Spec private CommandSpec spec;

  @Option(
      names = "--catch-up",
      description = "Ends when everything that the source holds at the start is in.")
  private boolean catchUp;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day of handover. Default: each day in Asia/Shanghai as it comes.")
  private LocalDate date;

  @Option(names = "--json", description = "Writes the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Workspace workspace = Workspace.open()) {
      workspace.applyContracts();
      JsonNode result =
          StreamEngine.run(
              workspace,
              Connections.of(workspace).connection(DATABASE),
              date,
              catchUp ? StreamEngine.Mode.CATCH_UP : StreamEngine.Mode.CONTINUOUS,
              event -> Output.progress(err, "  " + event.path("message").asText(event.toString())));
      out.println(json ? Output.json(result) : lines(result));
      return exitCode(result);
    } finally {
      out.flush();
    }
  }

  /** What came in, and under it what was refused and why. */
  static String lines(JsonNode result) {
    StringBuilder lines =
        new StringBuilder(
            "%s: read %d, accepted %d, refused %d, warned %d; against the source: %s"
                .formatted(
                    DATABASE,
                    result.path("read").asLong(),
                    result.path("accepted").asLong(),
                    result.path("refused").asLong(),
                    result.path("warned").asLong(),
                    result.path("reconciliation").asText()));
    for (JsonNode batch : result.path("batches")) {
      for (JsonNode refusal : batch.path("refusals")) {
        lines.append(
            "%n          refused %s %s, key %s: %s"
                .formatted(
                    refusal.path("code").asText(),
                    refusal.path("locator").path("table").asText(),
                    refusal.path("locator").path("key").asText(),
                    refusal.path("message").asText()));
      }
    }
    return lines.toString();
  }

  static int exitCode(JsonNode result) {
    return result.path("refused").asLong() > 0 ? ExitCodes.REFUSED : ExitCodes.DONE;
  }
}
