package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mujun samples}, as a process. */
class SamplesCommandIT {
  @TempDir Path folder;
  private Path city;

  @BeforeEach
  void nameTheCity() {
    city = folder.resolve("city");
  }

  @Test
  void tellsEachFileBesideTheResult() {
    MujunRun run = samples("1", "3", "1").ends(ExitCodes.DONE);
    assertThat(run.out().lines()).containsExactly(city.toString());
    assertThat(run.err().lines())
        .containsExactly(
            "  written ledgers/2024-11-22/示例0001经济技术开发区投资项目月报（2024年11月）.xlsx",
            "  written ledgers/2024-11-22/示例0001经济技术开发区供地台账2024年11月.xlsx",
            "  written ledgers/2024-11-22/示例0001经济技术开发区年度目标任务2024年.xlsx",
            "  written databases/2024-11-22/county_exchange.sql",
            "  written databases/2024-11-22/county_approval.sql");
  }

  @ParameterizedTest(name = "{0} zones, {1} projects, {2} months")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | 1 | --zones is 0; it has to lie between 1 and 900.",
        "1 | -5 | 1 | --projects is -5; it has to lie between 1 and 90000.",
        "1 | 90001 | 1 | --projects is 90001; it has to lie between 1 and 90000.",
        "1 | 1 | 121 | --months is 121; it has to lie between 1 and 120.",
      })
  void numberOutOfRangeIsRefusedBeforeAnythingIsWritten(
      String zones, String projects, String months, String said) {
    samples(zones, projects, months, "--json").failsWith("SAMPLE_SHAPE_INVALID", said);
    assertThat(city).doesNotExist();
  }

  @Test
  void whatIsNoNumberIsWrongUsage() {
    MujunRun run = samples("1", "3000000000", "1").ends(2);
    assertThat(run.err()).contains("--projects", "'3000000000'");
    assertThat(city).doesNotExist();
  }

  @Test
  void folderThatHoldsSomethingIsLeftAsItIs() throws IOException {
    Files.createDirectories(city);
    Files.writeString(city.resolve("mine.txt"), "mine");
    samples("1", "3", "1", "--json").failsWith("SAMPLE_TARGET_UNUSABLE", "is not empty");
    assertThat(city.toFile().list()).containsExactly("mine.txt");
  }

  private MujunRun samples(String zones, String projects, String months, String... more) {
    List<String> arguments = new ArrayList<>(List.of("samples", "--seed", "7"));
    arguments.addAll(List.of("--zones", zones, "--projects", projects, "--months", months));
    arguments.addAll(List.of("--out", city.toString()));
    arguments.addAll(List.of(more));
    return MujunRun.of(
        MujunRun.environment(folder.resolve("data")), arguments.toArray(String[]::new));
  }
}
