package io.mujun.cli.stack;

import com.sun.net.httpserver.HttpServer;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Real programs for tests to start, each in a process of its own. */
final class ProgramForTests {
  private ProgramForTests() {}

  /** Starts with {@code serve PORT}, {@code fail}, {@code engine} or {@code open DATA PORT}. */
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "serve" -> serve(Integer.parseInt(arguments[1]));
      case "fail" -> {
        System.err.println("this program fails on purpose");
        System.exit(7);
      }
      case "engine" -> EngineForTests.main(arguments);
      case "open" -> open(arguments[1], arguments[2]);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static ProcessLaunch launch(Path directory, String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ProgramForTests.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessLaunch(command, directory, Map.of(), Set.of());
  }

  private static void serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  private static void open(String data, String port) throws IOException {
    Map<String, String> variables = Map.of(Settings.DATA, data, Settings.POSTGRES_PORT, port);
    try (PostgresServer server = PostgresServer.open(Settings.of(Path.of("."), variables))) {
      System.out.println("open on " + server.port());
      System.out.flush();
      System.in.read();
    } catch (MujunException e) {
      System.out.println(e.code() + ": " + e.getMessage());
    }
  }
}
