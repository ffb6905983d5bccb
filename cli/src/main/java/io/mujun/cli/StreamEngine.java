package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.cli.stack.EngineLaunch;
import io.mujun.cli.stack.EngineProcess;
import io.mujun.cli.stack.Jdks;
import io.mujun.cli.stack.Settings;
import io.mujun.ingestion.exchange.Dialects;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Flink in a process of its own, capturing the changes of one county database. */
final class StreamEngine {
  private static final JsonMapper JSON = new JsonMapper();

  private StreamEngine() {}

  /** Whether the process ends by itself. */
  enum Mode {
    CATCH_UP,
    CONTINUOUS
  }

  /**
   * Runs the stream until it has caught up, or until it is stopped.
   *
   * @param connection name of the connection, by which source files know the database; its state is
   *     kept under it
   * @param receivedOn the day that records count as received; null for the day of processing
   * @param endingShare share of a table's rows, from 0 to 1, that may end because the source no
   *     longer has them; null for the usual
   * @return the result event
   */
  static JsonNode run(
      Workspace workspace,
      String connection,
      LocalDate receivedOn,
      Mode mode,
      Double endingShare,
      Consumer<JsonNode> progress) {
    Settings settings = workspace.settings();
    Connections.Connection source = Connections.of(workspace).connection(connection);
    source.ofKind(Dialects.POSTGRESQL);
    ObjectNode configuration = JSON.createObjectNode();
    configuration
        .putObject("source")
        .put("host", source.host())
        .put("port", source.port())
        .put("database", source.database())
        .put("connection", connection)
        .put("user", source.user())
        .put("password", source.password());
    configuration.set("catalog", NightlyEngine.catalog(workspace.catalog().settings()));
    configuration.put("warehouseDirectory", workspace.warehouse().directory().toString());
    configuration.put("sourcesDirectory", Ingestions.sources(settings).toString());
    configuration.put(
        "stateDirectory", settings.data().resolve("stream").resolve(connection).toString());
    configuration.put("mode", mode.name().toLowerCase(Locale.ROOT));
    if (endingShare != null) {
      configuration.put("endingShare", endingShare);
    }
    if (receivedOn != null) {
      configuration.put("receivedOn", receivedOn.toString());
    }
    EngineLaunch launch =
        EngineLaunch.java(
            settings,
            "stream",
            Jdks.of(settings).forEngines(),
            "ingestion/stream",
            List.of("@" + settings.home().resolve("ingestion/stream/target/classes/jvm.options")),
            "io.mujun.stream.StreamMain",
            mode == Mode.CATCH_UP ? EngineLaunch.Archive.LEFT : EngineLaunch.Archive.TAKEN);
    try (EngineProcess process = EngineProcess.start(settings, launch, configuration)) {
      return process.result(progress);
    }
  }
}
