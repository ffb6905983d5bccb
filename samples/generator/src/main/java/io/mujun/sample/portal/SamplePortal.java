package io.mujun.sample.portal;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.PortalConvention;
import io.mujun.warehouse.source.PortalConvention.Signature;
import io.mujun.warehouse.source.PortalSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sample county's portal, on a free port of this machine: numbered pages of what stands in
 * {@code samples/portal}, for callers who sign. It listens until it is closed.
 */
public final class SamplePortal implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALGORITHM = "HmacSHA256";

  private final Path folder;
  private final PortalSource source;
  private final PortalConvention convention;
  private final String user;
  private final String secret;
  private final HttpServer server;

  private SamplePortal(
      Path folder,
      PortalSource source,
      PortalConvention convention,
      String user,
      String secret,
      HttpServer server) {
    this.folder = folder;
    this.source = source;
    this.convention = convention;
    this.user = user;
    this.secret = secret;
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param folder what it lists: the folder of a delivery, with a file for each path
   * @param source what it is asked for
   * @param convention of numbered pages
   * @param user whom it lets in
   * @param secret the key that this one signs with
   * @throws MujunException {@code SAMPLE_LOAD_FAILED}
   */
  public static SamplePortal start(
      Path folder, PortalSource source, PortalConvention convention, String user, String secret) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SamplePortal portal = new SamplePortal(folder, source, convention, user, secret, server);
      server.createContext(source.path(), portal::answer);
      server.start();
      return portal;
    } catch (IOException failed) {
      throw new MujunException(
          "SAMPLE_LOAD_FAILED", "The sample county's portal cannot be started: " + failed, failed);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
      ObjectNode answer =
          isSigned(parameters)
              ? page(parameters)
              : told(convention.returnCode().refused().get(0), "签名错误");
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private ObjectNode page(Map<String, String> parameters) throws IOException {
    PortalConvention.Paging paging = convention.paging();
    String since = parameters.getOrDefault(source.since().parameter(), "");
    List<JsonNode> listed = new ArrayList<>();
    JsonNode all =
        JSON.readTree(Files.readString(folder.resolve(source.path().substring(1) + ".json")));
    for (JsonNode record : all) {
      if (record.path(source.changeTime()).asText().compareTo(since) >= 0) {
        listed.add(record);
      }
    }
    int size = Integer.parseInt(parameters.get(paging.sizeParameter()));
    int page = Integer.parseInt(parameters.get(paging.parameter())) - paging.first();
    int from = Math.min(page * size, listed.size());
    ObjectNode answer = told(convention.returnCode().success().get(0), "成功");
    put(answer, paging.total(), JSON.valueToTree(listed.size()));
    put(
        answer,
        convention.records(),
        JSON.valueToTree(listed.subList(from, Math.min(from + size, listed.size()))));
    return answer;
  }

  private ObjectNode told(String code, String message) {
    ObjectNode answer = JSON.createObjectNode();
    put(answer, convention.returnCode().field(), JSON.valueToTree(code));
    put(answer, convention.returnCode().message(), JSON.valueToTree(message));
    return answer;
  }

  private static void put(ObjectNode answer, String place, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(place);
    ObjectNode parent = pointer.head().matches() ? answer : answer.withObject(pointer.head());
    parent.set(pointer.last().getMatchingProperty(), value);
  }

  private boolean isSigned(Map<String, String> parameters) {
    Signature names = convention.signature();
    Map<String, String> signed = new TreeMap<>(parameters);
    String signature = String.valueOf(signed.remove(names.sign()));
    String text =
        signed.entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining("&"));
    return user.equals(parameters.get(names.user())) && signature.equals(mac(text));
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String part : String.valueOf(query).split("&", -1)) {
      String[] pair = part.split("=", 2);
      parameters.put(
          URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
          pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
