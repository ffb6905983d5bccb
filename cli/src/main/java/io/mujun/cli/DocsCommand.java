package io.mujun.cli;

import io.mujun.cli.stack.ServiceStatus;
import io.mujun.cli.stack.Stack;
import io.mujun.cli.trace.TraceViews;
import io.mujun.dashboards.bulletin.Published;
import io.mujun.dashboards.manual.Manual;
import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.warehouse.lineage.Lineage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun docs}. */
@Command(
    name = "docs",
    description = {
      "Writes the manual of what is declared: metrics, tables, sources, lineage and coverage, in"
          + " Chinese and in English, as pages that open offline.",
      "",
      "Where Trino runs (mujun up), pages have the last publication's figures and the versions of"
          + " metrics; else they say that they have none. What the folder holds of an earlier manual"
          + " is replaced."
    },
    mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {
  private static final String TRINO = "trino";

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "The folder to write to. Default: manual/ in the data folder.")
  private Path folder;

  @Option(
      names = "--user",
      description = "Whose zones' figures it shows. Default: ${DEFAULT-VALUE}, who sees all.",
      defaultValue = TrinoDoor.DEFAULT_USER)
  private String user;

  @Option(names = "--json", description = "Writes what was written as JSON.")
  private boolean json;

  @Override
  public Integer call() throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Workspace workspace = Workspace.open()) {
      Declared declared = new Declared(workspace.settings().home());
      Path to =
          (folder == null ? workspace.settings().data().resolve("manual") : folder)
              .toAbsolutePath()
              .normalize();
      Published published = published(workspace);
      Output.progress(err, "Lineage of what is declared");
      Lineage lineage = lineage(workspace);
      Output.progress(err, "Pages");
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("index", to.resolve("index.html").toString());
      result.putAll(
          new Manual(declared, lineage, TraceViews.of(workspace.warehouse()).untraced(), published)
              .write(to));
      out.println(json ? Output.json(result) : lines(result));
      out.flush();
    }
    return ExitCodes.DONE;
  }

  private static Lineage lineage(Workspace workspace) {
    workspace.catalog();
    try (NightlyEngine engine = NightlyEngine.start(workspace)) {
      return engine.lineage();
    }
  }

  /** What the last publication says; null where no warehouse is running. */
  private Published published(Workspace workspace) throws SQLException {
    workspace.warehouse().access().user(user);
    boolean isRunning =
        Stack.status(workspace.settings()).stream()
            .anyMatch(
                server ->
                    server.service().equals(TRINO) && server.state() == ServiceStatus.State.READY);
    if (!isRunning) {
      return null;
    }
    try (TrinoDoor door = TrinoDoor.open(workspace);
        Connection connection = door.connect(user)) {
      Optional<Published> published = Published.latest(connection, workspace.warehouse());
      return published.orElse(null);
    }
  }

  private static String lines(Map<String, Object> result) {
    return "%s%n%s pages: %s metrics, %s tables, %s sources, %s mechanisms; %s"
        .formatted(
            result.get("index"),
            result.get("pages"),
            result.get("metrics"),
            result.get("tables"),
            result.get("sources"),
            result.get("mechanisms"),
            result.get("publication") == null
                ? "without figures, since no warehouse is running (mujun up)"
                : "figures of publication " + result.get("publication"));
  }
}
