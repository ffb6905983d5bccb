package io.mujun.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.ColumnUse;
import io.mujun.warehouse.lineage.DatasetLineage;
import io.mujun.warehouse.lineage.Lineage;
import io.openlineage.client.OpenLineage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightEventsTest {
  private static final Warehouse WAREHOUSE =
      new Warehouse(Path.of("").toAbsolutePath().getParent().resolve("warehouse"));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-11-24T15:00:00Z"), ZoneId.of("Asia/Shanghai"));
  private static final UUID NIGHT = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String TABLE = "dwd.investment_month";
  private static final Lineage LINEAGE =
      new Lineage(
          Map.of(
              TABLE,
              new DatasetLineage(
                  Map.of(
                      "ytd_investment",
                      List.of(
                          input("ods.investment_ledger", "ytd_investment", ColumnUse.IDENTITY))),
                  List.of(input("dim.project_reference", "zone_code", ColumnUse.JOIN))),
              "ads.metric_value",
              new DatasetLineage(
                  Map.of("value", List.of(input("metric.m", "value", ColumnUse.IDENTITY))),
                  List.of()),
              "metric.m",
              new DatasetLineage(
                  Map.of(
                      "value",
                      List.of(
                          input(TABLE, "ytd_investment", ColumnUse.AGGREGATION),
                          input(TABLE, "category", ColumnUse.CONDITIONAL))),
                  List.of())));
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  @Test
  void tellsOfANightFromItsBeginToItsEnd() throws IOException {
    Path file = folder.resolve("new/lineage.jsonl");
    NightEvents events = events(file.toUri());
    events.started();
    events.progressed(progress(TABLE, "[\"zone_code=140406\"]"));
    events.progressed(progress("dwd.event", "[]"));
    events.progressed(JSON.readTree("{\"event\":\"progress\",\"step\":\"other\"}"));
    events.progressed(progress("ads.metric_value", "[\"all\"]"));
    events.ended(JSON.readTree("{\"status\":\"published\"}"));

    List<JsonNode> lines = read(Files.readAllLines(file));
    assertThat(lines)
        .extracting(line -> line.path("eventType").asText() + " " + line.at("/job/name").asText())
        .containsExactly(
            "START nightly",
            "START nightly." + TABLE,
            "COMPLETE nightly." + TABLE,
            "START nightly.ads.metric_value",
            "COMPLETE nightly.ads.metric_value",
            "COMPLETE nightly");
    JsonNode model = lines.get(2);
    assertThat(model.at("/eventTime").asText()).isEqualTo("2024-11-24T23:00:00+08:00");
    assertThat(lines.get(1).at("/eventTime").asText()).isEqualTo("2024-11-24T22:59:58.5+08:00");
    assertThat(model.at("/run/runId")).isEqualTo(lines.get(1).at("/run/runId"));
    assertThat(model.at("/run/facets/parent/run/runId").asText()).isEqualTo(NIGHT.toString());
    assertThat(model.path("inputs"))
        .extracting(input -> input.path("name").asText())
        .containsExactly("dim.project_reference", "ods.investment_ledger");
    JsonNode field =
        model.at("/outputs/0/facets/columnLineage/fields/ytd_investment/inputFields/0");
    assertThat(field.path("name").asText()).isEqualTo("ods.investment_ledger");
    assertThat(field.path("field").asText()).isEqualTo("ytd_investment");
    assertThat(field.at("/transformations/0/type").asText()).isEqualTo("DIRECT");
    assertThat(model.at("/outputs/0/facets/columnLineage/dataset/0/transformations/0/subtype"))
        .hasToString("\"JOIN\"");
    assertThat(model.at("/outputs/0/facets/schema/fields")).hasSizeGreaterThan(20);
    assertThat(lines.get(4).at("/outputs/0/facets/columnLineage/fields/value/inputFields"))
        .as("through the metric to the columns of tables")
        .extracting(input -> input.path("name").asText() + "." + input.path("field").asText())
        .containsExactly(TABLE + ".category", TABLE + ".ytd_investment");
    assertThat(lines.get(5).path("outputs")).hasSize(2);
    assertThat(lines.get(5).path("inputs"))
        .extracting(input -> input.path("name").asText())
        .containsExactly("dim.project_reference", "ods.investment_ledger");
    assertThat(told).isEmpty();
  }

  @Test
  void tellsWhyANightFailed() throws IOException {
    Path file = folder.resolve("lineage.jsonl");
    events(file.toUri()).failed("MODEL_INVALID: a column is missing");
    events(file.toUri())
        .ended(
            JSON.readTree(
                "{\"status\":\"withheld\",\"failed_checks\":[{\"check\":\"sums_to_100\"}]}"));
    assertThat(read(Files.readAllLines(file)))
        .allSatisfy(line -> assertThat(line.path("eventType").asText()).isEqualTo("FAIL"))
        .extracting(line -> line.at("/run/facets/errorMessage/message").asText())
        .containsExactly(
            "MODEL_INVALID: a column is missing",
            "A check withheld the publication: [sums_to_100]");
  }

  @Test
  void sendsToAnAddress() throws IOException {
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    HttpServer server = server(201, received);
    try {
      events(address(server)).started();
      assertThat(read(received)).hasSize(1);
      assertThat(told).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aNightGoesOnWhereNobodyListens() throws IOException {
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    HttpServer server = server(500, received);
    try {
      NightEvents events = events(address(server));
      events.started();
      events.failed("x");
      assertThat(received).as("not asked again").hasSize(1);
      assertThat(told)
          .singleElement()
          .asString()
          .contains("it answered 500", "MUJUN_OPENLINEAGE", "The night goes on");
    } finally {
      server.stop(0);
    }
    told.clear();
    events(URI.create("http://127.0.0.1:" + silentPort() + "/")).started();
    assertThat(told).singleElement().asString().contains("The night goes on");
    told.clear();
    events(Files.createDirectories(folder.resolve("taken")).toUri()).started();
    assertThat(told).singleElement().asString().contains("taken", "The night goes on");
  }

  private NightEvents events(URI target) {
    return new NightEvents(target, WAREHOUSE.contracts(), LINEAGE, CLOCK, NIGHT, told::add);
  }

  /** Lines as the client's own classes, made from the published schema, read them. */
  private static List<JsonNode> read(List<String> lines) throws IOException {
    List<JsonNode> read = new ArrayList<>();
    for (String line : lines) {
      OpenLineage.RunEvent event = JSON.readValue(line, OpenLineage.RunEvent.class);
      assertThat(event.getRun().getRunId()).isNotNull();
      assertThat(event.getJob().getNamespace()).isEqualTo("mujun");
      assertThat(event.getProducer()).isNotNull();
      assertThat(event.getSchemaURL()).hasHost("openlineage.io");
      read.add(JSON.readTree(line));
    }
    return read;
  }

  private static JsonNode progress(String table, String touched) throws IOException {
    return JSON.readTree(
        "{\"event\":\"progress\",\"model\":\"%s\",\"seconds\":1.5,\"touched\":%s}"
            .formatted(table, touched));
  }

  private static HttpServer server(int status, List<String> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** A port on which nobody listened a moment ago. */
  private static int silentPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage");
  }

  private static ColumnInput input(String dataset, String column, ColumnUse use) {
    return new ColumnInput(dataset, column, use);
  }
}
