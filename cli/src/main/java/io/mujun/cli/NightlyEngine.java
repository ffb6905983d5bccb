package io.mujun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.publication.Volume;
import io.mujun.cli.stack.EngineLaunch;
import io.mujun.cli.stack.EngineProcess;
import io.mujun.cli.stack.Jdk;
import io.mujun.cli.stack.Jdks;
import io.mujun.cli.stack.Settings;
import io.mujun.warehouse.lineage.Lineage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Spark in a process of its own: one warm session for as many nights as are asked for. */
final class NightlyEngine implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final EngineProcess process;

  private NightlyEngine(EngineProcess process) {
    this.process = process;
  }

  /** How much a night computes. */
  enum Mode {
    INCREMENTAL,
    FULL
  }

  static NightlyEngine start(Workspace workspace) {
    Settings settings = workspace.settings();
    Jdk jdk = Jdks.of(settings).forEngines();
    ObjectNode configuration = JSON.createObjectNode();
    configuration.set("catalog", catalog(workspace.catalog().settings()));
    configuration.put("warehouseDirectory", workspace.warehouse().directory().toString());
    return new NightlyEngine(
        EngineProcess.start(
            settings,
            EngineLaunch.java(
                settings,
                "nightly",
                jdk,
                "jobs",
                flags(settings, jdk, volume(workspace)),
                "io.mujun.jobs.NightlyMain",
                EngineLaunch.Archive.LEFT),
            configuration));
  }

  /** Computes and publishes one night. */
  JsonNode night(LocalDate date, Mode mode, Consumer<JsonNode> progress) {
    ObjectNode request = JSON.createObjectNode();
    request.put("request", "night");
    request.put("date", date.toString());
    request.put("mode", mode.name().toLowerCase(Locale.ROOT));
    return process.request(request, progress);
  }

  /** Computes a publication again, and compares it with what was published. */
  JsonNode verification(String publication, Consumer<JsonNode> progress) {
    ObjectNode request = JSON.createObjectNode();
    request.put("request", "verification");
    request.put("publication", publication);
    return process.request(request, progress);
  }

  /** From which columns tables and metrics follow, as they are declared; nothing is computed. */
  Lineage lineage() {
    JsonNode result =
        process.request(JSON.createObjectNode().put("request", "lineage"), event -> {});
    try {
      return JSON.treeToValue(result.path("lineage"), Lineage.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("The engine's lineage cannot be read", unreadable);
    }
  }

  private static Volume volume(Workspace workspace) {
    return Volume.of(workspace.moment(), workspace.warehouse().tableNames("ods"));
  }

  /**
   * The build leaves the flags as argument files: one for all, one for each volume, and one for
   * Java 24 and later.
   */
  static List<String> flags(Settings settings, Jdk jdk, Volume volume) {
    List<String> files = new ArrayList<>(List.of("jvm"));
    files.add("jvm-" + volume.name().toLowerCase(Locale.ROOT));
    if (jdk.feature() >= 24) {
      files.add("jvm-24");
    }
    Path target = settings.home().resolve("jobs/target");
    return Stream.concat(
            files.stream().map(file -> "@" + target.resolve(file + ".options")),
            settings.nightMemory().map(memory -> "-Xmx" + memory).stream())
        .toList();
  }

  static ObjectNode catalog(CatalogSettings settings) {
    return JSON.createObjectNode()
        .put("uri", settings.uri())
        .put("user", settings.user())
        .put("password", settings.password())
        .put("warehouse", settings.warehouse());
  }

  @Override
  public void close() {
    process.close();
  }
}
