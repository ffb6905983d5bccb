package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.catalog.publication.PublicationBook;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun publications verify}. */
@Command(
    name = "verify",
    description = {
      "Computes a publication again, from the records that it read and by the declarations that it"
          + " was computed by, and compares each value with what it published.",
      "",
      "Changes nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:each value is the same",
      "1:failed: it is not known, or not kept",
      "5:some values differ; they are shown"
    })
final class PublicationsVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "P", description = "The publication, as 2024-11-15.1.")
  private String publication;

  @Option(names = "--json", description = "Writes tables and differences as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Workspace workspace = Workspace.open()) {
      PublicationBook book = PublicationBook.of(workspace.moment());
      book.requireStanding(book.find(publication));
      workspace.catalog();
      try (NightlyEngine engine = NightlyEngine.start(workspace)) {
        JsonNode result =
            engine.verification(
                publication, event -> Output.progress(err, NightSummary.progress(event)));
        out.print(json ? Output.json(result) + "\n" : lines(result));
        return result.path("status").asText().equals("verified")
            ? ExitCodes.DONE
            : ExitCodes.DIFFERENT;
      }
    } finally {
      out.flush();
    }
  }

  private static String lines(JsonNode result) {
    StringBuilder text = new StringBuilder();
    long rows = 0;
    long different = 0;
    for (JsonNode table : result.path("tables")) {
      rows += table.path("rows").asLong();
      different += table.path("different").asLong();
    }
    for (JsonNode difference : result.path("differences")) {
      text.append(
          "%s  %s  %s: published %s, computed %s%n"
              .formatted(
                  difference.path("table").asText(),
                  difference.path("key").asText(),
                  difference.path("column").asText("row"),
                  difference.path("published").asText("NULL"),
                  difference.path("computed").asText("NULL")));
    }
    String id = result.path("publication_id").asText();
    return text.append(
            different == 0
                ? "%s is what computing it again gives: %d tables, %d rows.%n"
                    .formatted(id, result.path("tables").size(), rows)
                : "%s DIFFERS from what computing it again gives: %d rows of %d.%n"
                    .formatted(id, different, rows))
        .toString();
  }
}
