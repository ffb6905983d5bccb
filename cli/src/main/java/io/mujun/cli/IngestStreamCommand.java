package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.StreamSource;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mujun ingest stream}. */
@Command(
    name = "stream",
    description = {
      "Captures the changes of the approval systems, exactly once, and runs on until it is stopped.",
      "",
      "Each database has a process, a state and a result of its own: one that fails does not stop"
          + " the others. Afterwards what stands in ods is compared with the source."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; with several databases: at least one, the others are in",
      "3:records were refused; the rest is in"
    })
final class IngestStreamCommand implements Callable<Integer> {
  /** Connection of the sample county's approval system. */
  static final String SAMPLE = "county_approval";

  private static final JsonMapper JSON = new JsonMapper();

  @Spec private CommandSpec spec;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description =
          "A connection that source files of kind change_stream name; may be stated several times."
              + " Default: all.")
  private List<String> connections = List.of();

  @Option(
      names = "--at-a-time",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many databases catch up at a time. Default: ${DEFAULT-VALUE}. Without --catch-up"
              + " all run at once.")
  private int atATime;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "How long each database may take with --catch-up; one that takes longer is stopped, and"
              + " loses nothing. Default: 3600.")
  private long timeout = StreamEngine.USUAL_LIMIT.toSeconds();

  @Option(
      names = "--ending-share",
      paramLabel = "SHARE",
      description =
          "Share of a table's rows, from 0 to 1, that may end because the source no longer has"
              + " them. Default: 0.2.")
  private Double endingShare;

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
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (atATime < 1) {
      throw new ParameterException(spec.commandLine(), "--at-a-time has to be 1 or more");
    }
    if (timeout < 1) {
      throw new ParameterException(spec.commandLine(), "--timeout has to be 1 or more");
    }
    try (Workspace workspace = Workspace.open()) {
      workspace.applyContracts();
      List<String> chosen = chosen(workspace);
      if (chosen.size() == 1) {
        JsonNode result = run(workspace, chosen.get(0));
        out.println(json ? Output.json(result) : lines(chosen.get(0), result));
        return exitCode(List.of(result));
      }
      Map<String, JsonNode> results = runAll(workspace, chosen);
      if (json) {
        out.println(Output.json(results));
      } else {
        results.forEach((connection, result) -> out.println(lines(connection, result)));
      }
      return exitCode(List.copyOf(results.values()));
    } finally {
      out.flush();
    }
  }

  private JsonNode run(Workspace workspace, String connection) {
    PrintWriter err = spec.commandLine().getErr();
    return StreamEngine.run(
        workspace,
        connection,
        date,
        catchUp ? StreamEngine.Mode.CATCH_UP : StreamEngine.Mode.CONTINUOUS,
        endingShare,
        Duration.ofSeconds(timeout),
        event ->
            Output.progress(
                err, "  %s: %s".formatted(connection, event.path("message").asText(""))));
  }

  /** Connection → its result, or its error as {@code {code, message}}. */
  private Map<String, JsonNode> runAll(Workspace workspace, List<String> chosen)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(catchUp ? atATime : chosen.size());
    try {
      Map<String, Future<JsonNode>> running = new LinkedHashMap<>();
      chosen.forEach(name -> running.put(name, pool.submit(() -> run(workspace, name))));
      Map<String, JsonNode> results = new LinkedHashMap<>();
      for (Map.Entry<String, Future<JsonNode>> one : running.entrySet()) {
        results.put(one.getKey(), outcome(one.getValue()));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static JsonNode outcome(Future<JsonNode> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof MujunException known) {
        return error(known);
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static ObjectNode error(MujunException known) {
    return JSON.createObjectNode().put("code", known.code()).put("message", known.getMessage());
  }

  private List<String> chosen(Workspace workspace) {
    List<String> known =
        Ingestions.rules(workspace.settings()).sources().stream()
            .filter(StreamSource.class::isInstance)
            .map(source -> ((StreamSource) source).database())
            .distinct()
            .sorted()
            .toList();
    List<String> unknown = new ArrayList<>(connections);
    unknown.removeAll(known);
    if (!unknown.isEmpty() || known.isEmpty()) {
      throw new MujunException(
          "SOURCE_UNKNOWN",
          "No source file of kind change_stream names the connection %s. There are: %s."
              .formatted(String.join(", ", unknown), String.join(", ", known)));
    }
    return connections.isEmpty() ? known : connections.stream().distinct().toList();
  }

  /** What came in from a connection, and under it what was refused and why; or why it failed. */
  static String lines(String connection, JsonNode result) {
    if (isFailed(result)) {
      return "%s: failed %s: %s"
          .formatted(connection, result.path("code").asText(), result.path("message").asText());
    }
    StringBuilder lines =
        new StringBuilder(
            "%s: read %d, accepted %d, refused %d, warned %d; against the source: %s"
                .formatted(
                    connection,
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

  private static boolean isFailed(JsonNode result) {
    return result.has("code");
  }

  static int exitCode(List<JsonNode> results) {
    if (results.stream().anyMatch(IngestStreamCommand::isFailed)) {
      return ExitCodes.FAILED;
    }
    return results.stream().anyMatch(result -> result.path("refused").asLong() > 0)
        ? ExitCodes.REFUSED
        : ExitCodes.DONE;
  }
}
