package io.mujun.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.ModelResult;
import io.mujun.jobs.night.NightRequest;
import io.mujun.jobs.night.NightResult;
import io.mujun.jobs.night.VerificationResult;
import io.mujun.jobs.sql.JobsConfiguration;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.lineage.Lineage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON lines that this process and its parent exchange. */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream output;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  /** Lines that came in and are not answered yet. */
  private final AtomicInteger open = new AtomicInteger();

  Conversation(InputStream input, PrintStream output) {
    this.output = output;
    Thread reader = new Thread(() -> read(input), "requests");
    reader.setDaemon(true);
    reader.start();
  }

  /** The first line. */
  JobsConfiguration configuration() throws IOException {
    String line = next().orElse("null");
    try {
      JobsConfiguration configuration = JSON.readValue(line, JobsConfiguration.class);
      if (configuration != null) {
        open.decrementAndGet();
        return configuration;
      }
    } catch (JsonProcessingException invalid) {
      throw new MujunException(
          "CONFIGURATION_INVALID",
          "The first line of input is not the configuration: " + invalid.getOriginalMessage(),
          invalid);
    }
    throw new MujunException("CONFIGURATION_INVALID", "The input holds no configuration.");
  }

  void ready() {
    send(Map.of("event", "ready"));
  }

  /**
   * Answers requests until the input ends; a request that fails is answered with its fault.
   *
   * @param verification given a publication's number
   */
  void serve(
      Function<NightRequest, NightResult> night,
      Function<String, VerificationResult> verification,
      Supplier<Lineage> lineage) {
    for (Optional<String> line = next(); line.isPresent(); line = next()) {
      Runnable answer = answer(night, verification, lineage, line.get());
      open.decrementAndGet();
      answer.run();
    }
  }

  private Runnable answer(
      Function<NightRequest, NightResult> night,
      Function<String, VerificationResult> verification,
      Supplier<Lineage> lineage,
      String line) {
    try {
      JsonNode request = read(line);
      switch (request.path("request").asText()) {
        case "verification" -> {
          VerificationResult result = verification.apply(request.path("publication").asText());
          return () -> result(result);
        }
        case "lineage" -> {
          Lineage result = lineage.get();
          return () -> result(result);
        }
        case "night" -> {
          NightResult result = night.apply(night(request, line));
          return () -> result(result);
        }
        default -> throw invalid(line, null);
      }
    } catch (MujunException fault) {
      return () -> fault(fault);
    } catch (Exception fault) {
      LOG.error("The night failed", fault);
      return () ->
          fault(new MujunException("NIGHT_FAILED", String.valueOf(fault.getMessage()), fault));
    }
  }

  void progress(ModelResult model) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "progress");
    event.putAll(model(model));
    send(event);
  }

  void fault(MujunException fault) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "error");
    event.put("code", fault.code());
    event.put("message", fault.getMessage());
    send(event);
  }

  private void result(NightResult result) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "result");
    event.put("status", result.status().name().toLowerCase(Locale.ROOT));
    event.put("run_id", result.runId());
    event.put("publication_id", result.publicationId());
    event.put("as_at", result.asAt() == null ? null : result.asAt().toString());
    event.put("models", result.models().stream().map(Conversation::model).toList());
    event.put("checks", result.checks().size());
    event.put(
        "failed_checks",
        result.checks().stream()
            .filter(check -> !check.isPassed())
            .map(Conversation::check)
            .toList());
    send(event);
  }

  private void result(VerificationResult result) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "result");
    event.put("status", result.isVerified() ? "verified" : "different");
    event.put("publication_id", result.publicationId());
    event.put("as_at", result.asAt().toString());
    event.put("tables", result.tables());
    event.put("differences", result.differences());
    send(event);
  }

  private void result(Lineage lineage) {
    send(Map.of("event", "result", "lineage", lineage));
  }

  private static Map<String, Object> model(ModelResult model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", model.table());
    fields.put("rows_in", model.rowsIn());
    fields.put("rows_changed", model.rowsChanged());
    fields.put("seconds", model.millis() / 1000.0);
    fields.put("touched", model.touched().names());
    fields.put("changed", model.changed().names());
    return fields;
  }

  private static Map<String, Object> check(CheckResult check) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", check.table());
    fields.put("check", check.check());
    fields.put("severity", check.severity().name().toLowerCase(Locale.ROOT));
    fields.put("failing", check.failing());
    fields.put("message", check.message());
    return fields;
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException fault) {
      throw invalid(line, fault);
    }
  }

  private static NightRequest night(JsonNode request, String line) {
    try {
      return new NightRequest(
          LocalDate.parse(request.path("date").asText()),
          Mode.valueOf(request.path("mode").asText("incremental").toUpperCase(Locale.ROOT)));
    } catch (DateTimeParseException | IllegalArgumentException fault) {
      throw invalid(line, fault);
    }
  }

  private static MujunException invalid(String line, Exception cause) {
    return new MujunException(
        "REQUEST_INVALID",
        "Not a request: "
            + line
            + ". Expected {\"request\":\"night\",\"date\":\"2024-11-24\",\"mode\":\"incremental\"}"
            + " with the mode incremental or full,"
            + " {\"request\":\"verification\",\"publication\":\"2024-11-24.2\"}, or"
            + " {\"request\":\"lineage\"}.",
        cause);
  }

  private synchronized void send(Map<String, Object> event) {
    try {
      output.println(JSON.writeValueAsString(event));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<String> next() {
    try {
      return lines.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Reads until the end. Where that comes while a request is open, whoever asked is gone, and this
   * process ends at once: nobody would hear the answer, and the next night may already be waiting.
   */
  private void read(InputStream input) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          open.incrementAndGet();
          lines.add(Optional.of(line));
        }
      }
    } catch (IOException broken) {
      LOG.error("The input cannot be read", broken);
    }
    if (open.get() > 0) {
      Runtime.getRuntime().halt(1);
    }
    lines.add(Optional.empty());
  }
}
