package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A data folder on a disk that is really full, or really read-only: only root may mount one. */
class DataFolderIT {
  @TempDir Path folder;

  @BeforeAll
  static void needsMounts() throws Exception {
    assumeTrue(run(List.of("unshare", "--mount", "true")).isEmpty(), "mounts need root");
  }

  @ParameterizedTest
  @CsvSource({
    "size=200m, remount|ro, DATA_UNWRITABLE",
    "size=64m,  remount|rw, DATA_FULL",
  })
  void isNamedAsTheReasonOfTheRefusal(String size, String remount, String code) throws Exception {
    Settings settings = TestSettings.in(folder);
    Files.createDirectories(settings.data());
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o \"$1\" none \"$3\" && mount -o \"$2\" \"$3\" && shift 3 && exec \"$@\"",
                "sh",
                size,
                remount.replace('|', ','),
                settings.data().toString()));
    command.addAll(
        ProgramForTests.launch(
                folder,
                "open",
                settings.data().toString(),
                Integer.toString(settings.postgresPort()))
            .command());
    assertThat(run(command)).contains(code + ": ").contains(settings.data().toString());
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
