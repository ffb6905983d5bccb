package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The five sample zones as {@code mujun demo} leaves them, in {@code target/demo}, with their
 * servers up. Commands run in processes of their own, as a newcomer runs them.
 */
public final class DemoCity implements AutoCloseable {
  public static final Path HOME = MujunRun.HOME;

  private final Path data = Path.of("target", "demo").toAbsolutePath();
  private final Map<String, String> environment;
  private final Settings settings;
  private final Path bulletin;
  private final Workspace workspace;
  private final TrinoDoor door;

  private DemoCity() throws IOException {
    Files.createDirectories(data);
    environment = MujunRun.environment(data);
    settings = Settings.of(HOME, environment);
    JsonNode demo = json(ExitCodes.DONE, "demo", "--fresh", "--json");
    bulletin = Path.of(demo.path("bulletin").asText());
    workspace = Workspace.open(settings);
    door = TrinoDoor.open(workspace);
  }

  /** Makes the city anew; all that an earlier run left goes, but for Superset's installation. */
  static DemoCity make() {
    try {
      return new DemoCity();
    } catch (IOException failed) {
      throw new AssertionError("the demo failed", failed);
    }
  }

  /** Folder of all that is made. */
  public Path data() {
    return data;
  }

  public Settings settings() {
    return settings;
  }

  public Stack stack() {
    return workspace.stack();
  }

  Workspace workspace() {
    return workspace;
  }

  /** The bulletin that the demo wrote. */
  public Path bulletin() {
    return bulletin;
  }

  /** The rows that a user is given for a query, columns joined with a bar. */
  public List<String> rows(String user, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect(user);
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          cells.add(String.valueOf(results.getObject(i)));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }

  /** A connection to Trino as a user. */
  public Connection connect(String user) throws SQLException {
    return door.connect(user);
  }

  /** Every file of the warehouse with its time of change, in milliseconds. */
  Map<String, Long> files() throws IOException {
    Map<String, Long> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(data.resolve("warehouse"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return times;
  }

  /** Runs a command, and returns the JSON that it printed. */
  public JsonNode json(int exitCode, String... arguments) {
    return run(exitCode, arguments).json();
  }

  /** Runs a command that has to end with this exit code. */
  MujunRun run(int exitCode, String... arguments) {
    return MujunRun.of(environment, arguments).ends(exitCode);
  }

  /** The same with further variables in its environment. */
  MujunRun runWith(Map<String, String> variables, int exitCode, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return MujunRun.of(all, arguments).ends(exitCode);
  }

  /**
   * Runs a command until a line of its progress holds a text, and kills it there with signal 9; its
   * engine must not outlive it.
   */
  void killWhereItSays(String text, String... arguments) throws Exception {
    Process process = MujunRun.start(environment, arguments);
    List<String> told = new ArrayList<>();
    try (BufferedReader progress =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = progress.readLine();
      while (line != null && !line.contains(text)) {
        told.add(line);
        line = progress.readLine();
      }
      assertThat(line).as("a line with %s; told was %s", text, told).isNotNull();
      List<ProcessHandle> engines = process.descendants().toList();
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle engine : engines) {
        engine.onExit().get(60, TimeUnit.SECONDS);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    door.close();
    workspace.close();
    Stack.stop(settings);
  }
}
