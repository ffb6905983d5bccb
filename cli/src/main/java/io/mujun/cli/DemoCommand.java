package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.catalog.Consumption;
import io.mujun.dashboards.bulletin.Week;
import io.mujun.ingestion.ExchangeIngestion;
import io.mujun.ingestion.IngestContext;
import io.mujun.ingestion.IngestProgress;
import io.mujun.ingestion.LedgerIngestion;
import io.mujun.ingestion.PortalIngestion;
import io.mujun.ingestion.Receipt;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.statement.Placement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun demo}. */
@Command(
    name = "demo",
    description = {
      "Runs the main job on the five sample zones, from their systems to the bulletin.",
      "",
      "Two weeks' handovers are taken in and published, one after the other. What is there already"
          + " is reused."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String NOTE = "示例数据：依据公开报道的合计数编写，各行仅作演示";

  @Spec private CommandSpec spec;

  @Option(
      names = "--fresh",
      description =
          "Starts over: stops the stack and deletes what it made, but for Superset's installation.")
  private boolean fresh;

  @Option(names = "--json", description = "Writes what to open as JSON.")
  private boolean json;

  private PrintWriter err;
  private long started;

  @Override
  public Integer call() throws SQLException {
    err = spec.commandLine().getErr();
    started = System.nanoTime();
    if (fresh) {
      tell("Starting over");
      FreshStart.clear(Home.settings());
    }
    try (Workspace workspace = Workspace.openToWrite("demo");
        TrinoDoor door = TrinoDoor.opening(workspace)) {
      tell("Tables as their contracts say");
      workspace.applyContracts();
      SampleSystems systems = new SampleSystems(workspace);
      systems.create();
      LocalDate last = publish(workspace, systems);
      workspace.applyViews(this::tell);
      Week week = new Week(last.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      tell("Bulletin of " + week);
      Path bulletin =
          BulletinCommand.write(workspace, door, week, null, null, TrinoDoor.DEFAULT_USER, NOTE);
      tell("Done");
      report(door, bulletin);
    }
    return ExitCodes.DONE;
  }

  /** Takes in and publishes each delivery that is not published yet; returns the last one's day. */
  private LocalDate publish(Workspace workspace, SampleSystems systems) throws SQLException {
    LocalDate last = null;
    NightlyEngine engine = null;
    try {
      for (String delivery : systems.deliveries()) {
        last = LocalDate.parse(delivery);
        if (isPublished(workspace, last)) {
          tell("Handover of " + delivery + ": published already");
          continue;
        }
        if (engine == null) {
          engine = NightlyEngine.start(workspace);
        }
        systems.load(delivery);
        ingest(workspace, systems, last);
        LocalDate night = last.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        tell("Night of " + night);
        JsonNode result = engine.night(night, NightlyEngine.Mode.INCREMENTAL, event -> {});
        err.print(NightSummary.write(result).indent(2));
        err.flush();
      }
    } finally {
      if (engine != null) {
        engine.close();
      }
    }
    return last;
  }

  private void ingest(Workspace workspace, SampleSystems systems, LocalDate day) {
    tell("Handover of " + day);
    IngestContext context = Ingestions.context(workspace, day);
    List<Receipt> receipts =
        new ArrayList<>(
            LedgerIngestion.ingest(
                List.of(systems.ledgers(day.toString())),
                context,
                Placement.Order.BY_PERIOD,
                IngestProgress.SILENT));
    List<SourceOutcome> outcomes =
        new ArrayList<>(
            IngestExchangeCommand.ingest(
                workspace,
                context,
                ExchangeIngestion.sources(context.rules()),
                ChangeReading.Depth.CHANGES,
                IngestProgress.SILENT));
    try (Portals portals = Portals.at(workspace, day.toString())) {
      outcomes.addAll(
          IngestPortalCommand.ingest(
              portals,
              context,
              PortalIngestion.sources(context.rules()),
              ChangeReading.Depth.CHANGES,
              IngestProgress.SILENT));
    }
    outcomes.forEach(outcome -> receipts.addAll(outcome.receipts()));
    ReceiptLines.write(err, receipts);
    err.flush();
    outcomes.stream()
        .flatMap(outcome -> outcome.faults().stream())
        .findFirst()
        .ifPresent(
            fault -> {
              throw fault;
            });
    JsonNode stream =
        StreamEngine.run(
            workspace,
            IngestStreamCommand.SAMPLE,
            day,
            StreamEngine.Mode.CATCH_UP,
            null,
            StreamEngine.USUAL_LIMIT,
            event -> {});
    Output.progress(err, IngestStreamCommand.lines(IngestStreamCommand.SAMPLE, stream));
  }

  private static boolean isPublished(Workspace workspace, LocalDate day) {
    return Consumption.published(workspace.catalog())
        .filter(consumption -> !consumption.asAt().isBefore(day))
        .isPresent();
  }

  private void report(TrinoDoor door, Path bulletin) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, String> open = new LinkedHashMap<>();
      open.put("bulletin", bulletin.toString());
      open.put("jdbc_url", door.jdbcUrl());
      open.put("user", TrinoDoor.DEFAULT_USER);
      open.put("password_file", door.passwordFile(TrinoDoor.DEFAULT_USER).toString());
      out.println(Output.json(open));
    } else {
      out.println(
          """

          What to open
            Bulletin  %s
            SQL       ./mujun sql "select * from ads.metric_value"
                      any JDBC client: %s
                      user %s, password in %s
            Boards    ./mujun up   (then ./mujun down)\
          """
              .formatted(
                  bulletin,
                  door.jdbcUrl(),
                  TrinoDoor.DEFAULT_USER,
                  door.passwordFile(TrinoDoor.DEFAULT_USER)));
    }
    out.flush();
  }

  private void tell(String step) {
    Output.progress(err, "[%5.1f s] %s".formatted((System.nanoTime() - started) / 1e9, step));
  }
}
