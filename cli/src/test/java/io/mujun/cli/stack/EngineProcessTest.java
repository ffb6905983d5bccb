package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.warehouse.MujunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  void answersRequestsWithProgressAndKeepsTheRestInItsLog() throws Exception {
    Settings settings = TestSettings.in(folder);
    List<String> steps = new ArrayList<>();
    try (EngineProcess engine = start(settings)) {
      for (int round = 0; round < 2; round++) {
        JsonNode result =
            engine.request(ask("greet"), event -> steps.add(event.path("step").asText()));
        assertThat(result.path("text").asText()).isEqualTo("早上好");
      }
      assertThatThrownBy(() -> engine.request(ask("refuse"), event -> {}))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("REFUSED"))
          .hasMessageContaining("not this");
      assertThat(engine.finish(event -> {}).path("text").asText()).isEqualTo("end of input");
    }
    assertThat(steps).containsExactly("one", "one");
    assertThat(Files.readString(LogFile.of(settings, "engine").path()))
        .contains("configured", "a library prints this");
  }

  @Test
  void showsTheLogOfAnEngineThatFallsOver() {
    Settings settings = TestSettings.in(folder);
    try (EngineProcess engine = start(settings)) {
      assertThatThrownBy(() -> engine.request(ask("fall"), event -> {}))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("ENGINE_ENDED"))
          .hasMessageContaining("exit code 9")
          .hasMessageContaining("about to fall over");
    }
  }

  @Test
  void killsAnEngineThatIsNotDoneInTime() {
    Settings settings = TestSettings.in(folder);
    try (EngineProcess engine = start(settings)) {
      assertThatThrownBy(() -> engine.result(event -> {}, Duration.ofMillis(200)))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("ENGINE_TIMED_OUT"))
          .hasMessageContaining(LogFile.of(settings, "engine").path().toString());
    }
  }

  @Test
  void endsItsProcessWhenClosed() {
    Settings settings = TestSettings.in(folder);
    long before = ProcessHandle.current().children().count();
    start(settings).close();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).count())
        .isEqualTo(before);
  }

  private EngineProcess start(Settings settings) {
    ObjectNode configuration = JSON.createObjectNode().put("greeting", "早上好");
    return EngineProcess.start(
        settings,
        new EngineLaunch("engine", ProgramForTests.launch(folder, "engine")),
        configuration);
  }

  private static JsonNode ask(String what) {
    return JSON.createObjectNode().put("ask", what);
  }
}
