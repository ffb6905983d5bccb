package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
  @Test
  void listsAllCommandsWhereNoneIsAskedFor() {
    for (String first : List.of("help", "--help", "nightli")) {
      assertThat(Main.commandLine(first).getUsageMessage())
          .as("after mujun %s", first)
          .isEqualTo(Main.commandLine().getUsageMessage())
          .contains("demo", "ingest", "nightly", "status", "tables", "help");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void knowsOneCommandAsItKnowsAll(String name) {
    CommandLine alone = Main.commandLine(name).getSubcommands().get(name);
    CommandLine amongAll = Main.commandLine().getSubcommands().get(name);
    assertThat(alone.getUsageMessage())
        .isEqualTo(amongAll.getUsageMessage())
        .contains("mujun " + name);
    assertThat(alone.getSubcommands().keySet()).isEqualTo(amongAll.getSubcommands().keySet());
  }

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream();
  }
}
