package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.cli.stack.EngineLaunch;
import io.mujun.cli.stack.EngineProcess;
import io.mujun.cli.stack.Jdks;
import io.mujun.cli.stack.Settings;
import io.mujun.ingestion.exchange.Dialects;
import io.mujun.warehouse.MujunException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Flink in a process of its own, capturing the changes of one county database. */
final class StreamEngine {
  /** How long a database may take to catch up, unless somebody says otherwise. */
  static final Duration USUAL_LIMIT = Duration.ofHours(1);

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
   * @param limit how long a database may take to catch up; one that runs on has none
   * @return the result event
   * @throws MujunException {@code SOURCE_TIMED_OUT} beyond the limit; that of the engine's error
   */
  static JsonNode run(
      Workspace workspace,
      String connection,
      LocalDate receivedOn,
      Mode mode,
      Double endingShare,
      Duration limit,
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
      return mode == Mode.CATCH_UP ? process.result(progress, limit) : process.result(progress);
    } catch (MujunException failed) {
      if (!failed.code().equals(EngineProcess.TIMED_OUT)) {
        throw failed;
      }
      throw new MujunException(
          "SOURCE_TIMED_OUT",
          ("%s (%s) did not catch up within %d s and was stopped; nothing is lost. See whether it"
                  + " answers (locks, network), then start again, with a longer --timeout where it"
                  + " is but slow. %s")
              .formatted(connection, source, limit.toSeconds(), failed.getMessage()),
          failed);
    }
  }
}
