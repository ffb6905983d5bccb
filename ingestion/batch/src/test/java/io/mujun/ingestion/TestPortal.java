package io.mujun.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mujun.ingestion.portal.Portal;
import io.mujun.ingestion.portal.PortalLimits;
import io.mujun.warehouse.source.ConventionFiles;
import io.mujun.warehouse.source.PortalConvention;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A portal on a socket of this machine: lists records by pages, checks signatures by itself, and
 * misbehaves as a test asks it to.
 */
final class TestPortal implements AutoCloseable {
  static final String USER = "mujun";
  static final String SECRET = "key-of-the-portal";
  static final JsonMapper JSON = new JsonMapper();
  private static final String TIME = "gxsj";

  /** The usual convention, with pages of three. */
  static final String PAGES =
      """
      convention: test
      records: /data/records
      paging:
        {kind: page, parameter: pageNum, size_parameter: pageSize, size: 3, total: /data/total}
      return_code:
        {field: /code, success: ["200"], busy: ["503"], refused: ["401"], message: /message}
      signature: {user: appId, timestamp: timestamp, nonce: nonce, sign: sign}
      """;

  private final HttpServer server;
  private final PortalConvention convention;
  private final List<ObjectNode> records = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final Deque<Behaviour> next = new ArrayDeque<>();
  private Runnable before = () -> {};

  /** A call as it came. */
  record Request(String method, String path, Map<String, String> parameters) {}

  /** What the portal does instead of an answer. */
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  TestPortal() throws IOException {
    this(PAGES);
  }

  TestPortal(String convention) throws IOException {
    this.convention = ConventionFiles.parse(convention, "test");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  Portal portal() {
    return portal(SECRET);
  }

  Portal portal(String secret) {
    return new Portal("county_portal", uri(), USER, secret, convention, limits());
  }

  /** The usual limits, but for those that a test would wait for, or fill. */
  private static PortalLimits limits() {
    PortalLimits usual = PortalLimits.DEFAULT;
    return new PortalLimits(
        usual.attempts(),
        usual.firstDelay(),
        usual.longestDelay(),
        Duration.ofSeconds(20),
        64 << 10,
        50,
        usual.passes());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
  }

  /** Calls so far. */
  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Is run before each answer, when the call has been counted. */
  void beforeEach(Runnable work) {
    before = work;
  }

  /** Does something else than answer, once for each behaviour. */
  void misbehave(Behaviour behaviour, int times) {
    for (int i = 0; i < times; i++) {
      next.add(behaviour);
    }
  }

  static Behaviour status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  static Behaviour says(String body) {
    return exchange -> send(exchange, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Tells of more bytes than it sends, and hangs up. */
  static Behaviour hangsUp() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"code\": \"200\"".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** The records, in the order in which they are listed; to be changed at will. */
  List<ObjectNode> records() {
    return records;
  }

  ObjectNode record(String key) {
    return records.stream()
        .filter(record -> record.path("xybh").asText().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** An agreement of 灵石. */
  ObjectNode agreement(String number, String time) {
    ObjectNode record = JSON.createObjectNode();
    record.put("xybh", number).put("xzqdm", "140729").put("xylx", "投资协议").put("zt", "有效");
    record.putObject("xm").putNull("dm").put("mc", "示例项目" + number);
    record
        .putNull("crhtbh")
        .put("ydtz", 5000)
        .put("qdrq", "2024-03-01")
        .put("ydkgrq", "2024-09-01");
    for (String empty : List.of("zzrq", "wyrdrq", "wyqx", "czfs", "czwcrq")) {
      record.putNull(empty);
    }
    record.put(TIME, time);
    return record;
  }

  void list(int count) {
    for (int i = 1; i <= count; i++) {
      records.add(agreement("A%02d".formatted(i), "2024-11-%02d 10:00:00".formatted(i)));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] form = exchange.getRequestBody().readAllBytes();
    String text =
        exchange.getRequestMethod().equals("POST")
            ? new String(form, StandardCharsets.UTF_8)
            : exchange.getRequestURI().getRawQuery();
    Map<String, String> parameters = parameters(text);
    if (convention.signature() != null
        && convention.signature().place() == PortalConvention.Place.HEADER) {
      PortalConvention.Signature names = convention.signature();
      for (String name : List.of(names.user(), names.timestamp(), names.nonce(), names.sign())) {
        parameters.put(name, exchange.getRequestHeaders().getFirst(name));
      }
    }
    synchronized (requests) {
      requests.add(
          new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), parameters));
    }
    before.run();
    Behaviour behaviour = next.poll();
    if (behaviour != null) {
      behaviour.answer(exchange);
    } else if (isSigned(parameters)) {
      send(exchange, JSON.writeValueAsBytes(page(parameters)));
    } else {
      says("{\"code\": \"401\", \"message\": \"签名错误\"}").answer(exchange);
    }
  }

  private ObjectNode page(Map<String, String> parameters) {
    PortalConvention.Paging paging = convention.paging();
    int size =
        Integer.parseInt(
            parameters.getOrDefault(
                String.valueOf(paging.sizeParameter()), Integer.toString(paging.size())));
    String place =
        parameters.get(paging.kind() == PortalConvention.Kind.LINK ? "at" : paging.parameter());
    int from =
        switch (paging.kind()) {
          case PAGE -> (Integer.parseInt(place) - paging.first()) * size;
          case OFFSET -> Integer.parseInt(place);
          case CURSOR, LINK -> place == null ? 0 : Integer.parseInt(place);
        };
    String since = parameters.getOrDefault("gxsjq", "");
    List<ObjectNode> asked =
        records.stream()
            .filter(record -> record.path(TIME).asText("").compareTo(since) >= 0)
            .toList();
    ObjectNode answer = JSON.createObjectNode();
    answer.put("code", 200).put("message", "成功");
    ObjectNode data = answer.putObject("data");
    data.put("total", asked.size());
    int to = Math.min(from + size, asked.size());
    ArrayNode listed = data.putArray("records");
    asked.subList(Math.min(from, to), to).forEach(listed::add);
    if (to == asked.size()) {
      data.putNull("next");
    } else {
      data.put(
          "next",
          paging.kind() == PortalConvention.Kind.LINK
              ? "agreements?at=" + to
              : Integer.toString(to));
    }
    return answer;
  }

  private boolean isSigned(Map<String, String> parameters) {
    PortalConvention.Signature names = convention.signature();
    if (names == null) {
      return true;
    }
    Map<String, String> signed = new TreeMap<>(parameters);
    String signature = String.valueOf(signed.remove(names.sign()));
    String text =
        signed.entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining("&"));
    byte[] mac = mac(text);
    return USER.equals(parameters.get(names.user()))
        && signature.equals(
            names.encoding() == PortalConvention.Encoding.HEX
                ? HexFormat.of().formatHex(mac)
                : Base64.getEncoder().encodeToString(mac));
  }

  private static byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new TreeMap<>();
    if (text != null && !text.isEmpty()) {
      for (String part : text.split("&", -1)) {
        String[] pair = part.split("=", 2);
        parameters.put(
            URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
            URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
