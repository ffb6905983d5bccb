package io.mujun.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** An engine that speaks the protocol, with no more than Jackson on its class path. */
final class EngineForTests {
  private EngineForTests() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    JsonMapper json = new JsonMapper();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    JsonNode configuration = json.readTree(input.readLine());
    System.err.println("configured");
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      switch (json.readTree(line).path("ask").asText()) {
        case "greet" -> {
          System.out.println("a library prints this");
          System.out.println("{\"event\":\"progress\",\"step\":\"one\"}");
          System.out.println(
              "{\"event\":\"result\",\"text\":\"%s\"}"
                  .formatted(configuration.path("greeting").asText()));
        }
        case "refuse" ->
            System.out.println(
                "{\"event\":\"error\",\"code\":\"REFUSED\",\"message\":\"not this\"}");
        default -> {
          System.err.println("about to fall over");
          System.exit(9);
        }
      }
    }
    System.out.println("{\"event\":\"result\",\"text\":\"end of input\"}");
  }
}
