package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of the command line in a process of its own.
 *
 * @param exitCode how it ended
 * @param out what it printed as its result
 * @param err what it said besides
 */
record MujunRun(int exitCode, String out, String err) {
  /** The repository. */
  static final Path HOME = home();

  private static final JsonMapper JSON = new JsonMapper();

  /** Variables of a data folder of its own, with ports that were free a moment ago. */
  static Map<String, String> environment(Path data) {
    return new HashMap<>(
        Map.of(
            "MUJUN_HOME", HOME.toString(),
            "MUJUN_DATA", data.toString(),
            "MUJUN_POSTGRES_PORT", Integer.toString(freePort()),
            "MUJUN_TRINO_PORT", Integer.toString(freePort()),
            "MUJUN_SUPERSET_PORT", Integer.toString(freePort())));
  }

  /** Runs {@code mujun} with these arguments. */
  static MujunRun of(Map<String, String> environment, String... arguments) {
    return behind(List.of(), environment, arguments);
  }

  /** The same, started by another program, such as {@code unshare --mount}. */
  static MujunRun behind(
      List<String> starter, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(starter);
    command.addAll(command("io.mujun.cli.Main"));
    command.addAll(List.of(arguments));
    return ofProgram(command, environment);
  }

  /** Begins to run {@code mujun} with these arguments; what it says on the way can be read. */
  static Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(command("io.mujun.cli.Main"));
    command.addAll(List.of(arguments));
    Process process = builder(command, environment).start();
    process.getOutputStream().close();
    return process;
  }

  /** How the build's classes are started. */
  static List<String> command(String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-Dsun.jnu.encoding=UTF-8",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        HOME.resolve("cli/target/lib") + "/*:" + HOME.resolve("cli/target/classes"),
        main);
  }

  /** Runs any program. */
  static MujunRun ofProgram(List<String> command, Map<String, String> environment) {
    try {
      Path err = Files.createTempFile("mujun-", ".err");
      try {
        Process process = builder(command, environment).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
        return new MujunRun(process.exitValue(), out, Files.readString(err));
      } finally {
        Files.delete(err);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
    return builder;
  }

  /** Expects an exit code; what the command said is shown where it is another. */
  MujunRun ends(int code) {
    assertThat(exitCode).as("exit code; it printed%n%s%nand said%n%s", out, err).isEqualTo(code);
    return this;
  }

  /** Expects a failure, told to people on standard error and to scripts as JSON. */
  void failsWith(String code, String... words) {
    ends(ExitCodes.FAILED);
    assertThat(err).contains("mujun: " + code + ": ").contains(words).doesNotContain("\tat ");
    JsonNode failure = json();
    assertThat(failure.path("code").asText()).as(out).isEqualTo(code);
    assertThat(failure.path("message").asText()).contains(words);
  }

  /** What it printed, as JSON. */
  JsonNode json() {
    try {
      return JSON.readTree(out);
    } catch (IOException noJson) {
      throw new AssertionError("not JSON: " + out + err, noJson);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path home() {
    Path home = Path.of("").toAbsolutePath();
    while (!Files.exists(home.resolve("mujun"))) {
      home = home.getParent();
    }
    return home;
  }
}
