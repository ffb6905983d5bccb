package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says where the real Maven cannot build. */
class LauncherBuildIT {
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>%s</groupId>
          <artifactId>absent</artifactId>
          <version>1</version>
          <relativePath/>
        </parent>
        <artifactId>built</artifactId>
        <repositories>
          <repository><id>central</id><url>http://127.0.0.1:%d/</url></repository>
        </repositories>
      </project>
      """;

  @TempDir Path home;

  @BeforeEach
  void repository() throws IOException {
    Files.copy(MujunRun.HOME.resolve("mujun"), home.resolve("mujun"));
    Files.createDirectory(home.resolve(".mvn"));
    Files.writeString(home.resolve("settings.xml"), "<settings/>\n");
    Files.writeString(
        home.resolve(".mvn/maven.config"),
        "-s%nsettings.xml%n-Dmaven.repo.local=libraries%n".formatted());
  }

  @Test
  void registryThatDoesNotAnswerIsNamed() throws IOException {
    Files.writeString(home.resolve("pom.xml"), POM.formatted("absent", MujunRun.freePort()));
    MujunRun run = launch();
    assertThat(run.err())
        .contains("mujun: NETWORK_MISSING: ", "settings.xml", ".mujun/logs/build.log");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".mujun"))))
        .as("the data folder is its owner's alone from the first build")
        .isEqualTo("rwx------");
  }

  @Test
  void anyOtherFaultShowsTheEndOfTheLog() throws IOException {
    Files.writeString(home.resolve("pom.xml"), "<project>");
    assertThat(launch().err())
        .contains("mujun: BUILD_FAILED: ", "pom.xml", ".mujun/logs/build.log")
        .doesNotContain("NETWORK_MISSING");
  }

  private MujunRun launch() {
    return MujunRun.ofProgram(List.of(home.resolve("mujun").toString(), "status"), Map.of())
        .ends(ExitCodes.FAILED);
  }
}
