package io.mujun.cli.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.dashboards.Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    byte[] zip = require(send(request("/api/v1/assets/export/").GET()));
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

  private JsonNode get(String path) {
    return json(require(send(request(path).GET())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(LIMIT).build(), BodyHandlers.ofByteArray());
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
