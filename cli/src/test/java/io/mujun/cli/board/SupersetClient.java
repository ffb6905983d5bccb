package io.mujun.cli.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.dashboards.Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** One user of Superset's REST interface. */
final class SupersetClient {
  /** Whether a chart's rows may come from the cache. */
  enum Freshness {
    ASK_AGAIN,
    CACHE_WILL_DO
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final HttpClient ANONYMOUS = HttpClient.newHttpClient();

  /** The first database of an installation, and it has but one. */
  private static final int DATABASE = 1;

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI address;
  private final String token;

  private SupersetClient(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  static SupersetClient login(URI address, String user, String password) {
    HttpResponse<byte[]> response = tryLogin(address, user, password);
    return new SupersetClient(address, json(require(response)).path("access_token").asText());
  }

  static HttpResponse<byte[]> tryLogin(URI address, String user, String password) {
    String body =
        JSON.createObjectNode()
            .put("username", user)
            .put("password", password)
            .put("provider", "db")
            .toString();
    return send(
        ANONYMOUS,
        HttpRequest.newBuilder(address.resolve("/api/v1/security/login"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The charts of a board by title, with their ids. */
  SortedMap<String, Integer> charts(String slug) {
    SortedMap<String, Integer> charts = new TreeMap<>();
    for (JsonNode chart : get("/api/v1/dashboard/" + slug + "/charts").path("result")) {
      charts.put(chart.path("slice_name").asText(), chart.path("id").asInt());
    }
    return charts;
  }

  /** A chart's answers, one for each of its queries: {@code data}, {@code rowcount}, … */
  JsonNode data(int chart, Freshness freshness) {
    return get("/api/v1/chart/" + chart + "/data/?force=" + (freshness == Freshness.ASK_AGAIN))
        .path("result");
  }

  /** What the server says of all assets. */
  Bundle export() {
    SortedMap<String, String> files = new TreeMap<>();
    byte[] zip = require(send(http, request("/api/v1/assets/export/").GET()));
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        files.put(name, new String(entries.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError("the export is no zip file", e);
    }
    return new Bundle(files);
  }

  /** What SQL Lab answers: {@code data}, {@code columns}, … */
  JsonNode ask(String sql) {
    return json(require(tryAsk(sql)));
  }

  HttpResponse<byte[]> tryAsk(String sql) {
    return change(
        "POST",
        "/api/v1/sqllab/execute/",
        JSON.createObjectNode()
            .put("client_id", UUID.randomUUID().toString().substring(0, 8))
            .put("database_id", DATABASE)
            .put("sql", sql)
            .put("runAsync", false)
            .put("queryLimit", 100));
  }

  /** The schemas that SQL Lab offers. */
  List<String> schemas() {
    List<String> names = new ArrayList<>();
    get("/api/v1/database/" + DATABASE + "/schemas/")
        .path("result")
        .forEach(schema -> names.add(schema.asText()));
    return names;
  }

  /** The tables that SQL Lab offers. */
  List<String> tables(String schema) {
    List<String> names = new ArrayList<>();
    json(require(tryTables(schema)))
        .path("result")
        .forEach(table -> names.add(table.path("value").asText()));
    return names;
  }

  HttpResponse<byte[]> tryTables(String schema) {
    return send(
        http,
        request("/api/v1/database/%d/tables/?q=(schema_name:%s)".formatted(DATABASE, schema))
            .GET());
  }

  /** Makes a dataset of a table, and says its id. */
  int createDataset(String schema, String table) {
    HttpResponse<byte[]> response = tryCreateDataset(schema, table);
    if (response.statusCode() != 201) {
      require(response);
    }
    return json(response.body()).path("id").asInt();
  }

  HttpResponse<byte[]> tryCreateDataset(String schema, String table) {
    return change(
        "POST",
        "/api/v1/dataset/",
        JSON.createObjectNode()
            .put("database", DATABASE)
            .put("schema", schema)
            .put("table_name", table));
  }

  void deleteDataset(int dataset) {
    require(change("DELETE", "/api/v1/dataset/" + dataset, JSON.createObjectNode()));
  }

  /** How many rows of a dataset the user is shown. */
  String count(int dataset) {
    ObjectNode context = JSON.createObjectNode().put("result_format", "json");
    context.put("result_type", "full").put("force", true);
    context.putObject("datasource").put("id", dataset).put("type", "table");
    ObjectNode query = context.putArray("queries").addObject();
    query.putArray("columns");
    query
        .putArray("metrics")
        .addObject()
        .put("expressionType", "SQL")
        .put("sqlExpression", "count(*)")
        .put("label", "n");
    return json(require(change("POST", "/api/v1/chart/data", context)))
        .path("result")
        .path(0)
        .path("data")
        .path(0)
        .path("n")
        .asText();
  }

  private JsonNode get(String path) {
    return json(require(send(http, request(path).GET())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
  }

  /** Sends a change; the session has to show the mark that the server gave it. */
  private HttpResponse<byte[]> change(String method, String path, JsonNode body) {
    String mark = get("/api/v1/security/csrf_token/").path("result").asText();
    return send(
        http,
        request(path)
            .header("Content-Type", "application/json")
            .header("X-CSRFToken", mark)
            .header("Referer", address.toString())
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static HttpResponse<byte[]> send(HttpClient http, HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("Superset does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static byte[] require(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(
          Map.of(
              "address", response.uri(),
              "status", response.statusCode(),
              "body", new String(response.body(), StandardCharsets.UTF_8)));
    }
    return response.body();
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(new String(body, StandardCharsets.UTF_8), e);
    }
  }
}
