package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.Consumption;
import io.mujun.cli.lineage.NightEvents;
import io.mujun.cli.maintain.PolicyMaintenance;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.PrintWriter;
import java.net.URI;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun nightly}. */
@Command(
    name = "nightly",
    description = {
      "Computes what new records touch, checks it, and publishes it as a whole.",
      "",
      "With nothing new it ends at once, without starting Spark. Killed anywhere, it can be started"
          + " again. It takes nothing in: that is mujun ingest. Where maintenance is due, it follows"
          + " (mujun maintain)."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:published, or nothing new",
      "1:failed; the published numbers are as they were",
      "4:a check withheld the publication; the published numbers are as they were"
    })
final class NightlyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description =
          "The night's date; figures are as known on it, or on the last day of handover before it."
              + " Default: today in Asia/Shanghai.")
  private LocalDate date;

  @Option(names = "--full", description = "Computes everything anew; the result is the same.")
  private boolean full;

  @Option(names = "--json", description = "Writes the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    LocalDate day = Dates.orToday(date);
    try (Workspace workspace = Workspace.openToWrite("nightly")) {
      if (!full && nothingNew(workspace, day)) {
        if (!workspace.hasViews()) {
          workspace.applyViews(line -> Output.progress(err, line));
        }
        out.println(
            json
                ? Output.json(Map.of("status", "nothing_new"))
                : "Nothing new since the last publication.");
        return ExitCodes.DONE;
      }
      workspace.applyContracts();
      JsonNode result = night(workspace, day, err);
      out.print(json ? Output.json(result) + "\n" : NightSummary.write(result));
      out.flush();
      if (exitCode(result) == ExitCodes.DONE) {
        workspace.applyViews(line -> Output.progress(err, line));
      }
      PolicyMaintenance.whenDue(
          workspace.catalog(), workspace.settings(), line -> Output.progress(err, line));
      return exitCode(result);
    } finally {
      out.flush();
    }
  }

  private JsonNode night(Workspace workspace, LocalDate day, PrintWriter err) {
    try (NightlyEngine engine = NightlyEngine.start(workspace)) {
      Consumer<JsonNode> progress = event -> Output.progress(err, NightSummary.progress(event));
      return workspace
          .settings()
          .openLineage()
          .map(target -> told(engine, workspace, day, target, progress, err))
          .orElseGet(() -> engine.night(day, mode(), progress));
    }
  }

  /** The same night, told to those who watch lineage. */
  private JsonNode told(
      NightlyEngine engine,
      Workspace workspace,
      LocalDate day,
      URI target,
      Consumer<JsonNode> progress,
      PrintWriter err) {
    NightEvents events =
        new NightEvents(
            target,
            workspace.warehouse().contracts(),
            engine.lineage(),
            Dates.clock(),
            UUID.randomUUID(),
            line -> Output.progress(err, line));
    events.started();
    try {
      JsonNode result = engine.night(day, mode(), progress.andThen(events::progressed));
      events.ended(result);
      return result;
    } catch (MujunException fault) {
      events.failed(fault.code() + ": " + fault.getMessage());
      throw fault;
    }
  }

  private NightlyEngine.Mode mode() {
    return full ? NightlyEngine.Mode.FULL : NightlyEngine.Mode.INCREMENTAL;
  }

  static int exitCode(JsonNode result) {
    return result.path("status").asText().toLowerCase(Locale.ROOT).equals("withheld")
        ? ExitCodes.WITHHELD
        : ExitCodes.DONE;
  }

  /** Whether the last publication was computed from just what stands in the catalog now. */
  static boolean nothingNew(Workspace workspace, LocalDate day) {
    CatalogMoment moment = workspace.moment();
    Optional<Consumption> published = Consumption.published(moment);
    Warehouse warehouse = workspace.warehouse();
    Optional<Consumption> pending =
        Consumption.pending(moment, warehouse.tableNames("ods"), warehouse.definitionHash(), day);
    return pending.isPresent()
        && published.filter(last -> pending.get().isEquivalent(last, moment)).isPresent();
  }
}
