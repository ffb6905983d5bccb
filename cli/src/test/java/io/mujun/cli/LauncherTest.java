package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code mujun}, in a repository of empty jars, with a Java that says its flags. */
class LauncherTest {
  private static final Instant BUILT = Instant.parse("2024-11-15T08:00:00Z");

  /** Modules that the launcher wants built, but for those of Trino. */
  static final List<String> ROOMS =
      List.of(
          "warehouse/core",
          "warehouse/catalog",
          "ingestion/record",
          "ingestion/batch",
          "ingestion/stream",
          "samples/generator",
          "jobs",
          "dashboards",
          "cli");

  @TempDir Path folder;
  private Path home;
  private Path target;

  /** How a command ended, and what it said. */
  private record Ending(int code, String said) {}

  @BeforeEach
  void build() throws IOException {
    home = folder.resolve("repository [of mine]");
    target = home.resolve("cli/target");
    for (String room : ROOMS) {
      file(room + "/src/main/java/Source.java", BUILT.minusSeconds(60));
      file(room + "/pom.xml", BUILT.minusSeconds(60));
      file(room + "/target/mujun-" + room.replace('/', '-') + "-0.1.0-SNAPSHOT.jar", BUILT);
    }
    for (String room : List.of("server", "iceberg", "plugin")) {
      file("warehouse/trino/" + room + "/src/main/java/Source.java", BUILT.minusSeconds(60));
      file("warehouse/trino/" + room + "/pom.xml", BUILT.minusSeconds(60));
    }
    Path server = Path.of("warehouse/trino/target/server");
    file(server.resolve("lib/mujun-trino-server-0.1.0.jar").toString(), BUILT);
    file(server.resolve("plugin/iceberg/mujun-trino-iceberg-0.1.0.jar").toString(), BUILT);
    file(server.resolve("plugin/mujun/mujun-trino-plugin-0.1.0.jar").toString(), BUILT);
    for (String library : List.of("b", "a", "Z")) {
      file("cli/target/lib/" + library + ".jar", BUILT);
    }
    Files.copy(MujunRun.HOME.resolve("mujun"), home.resolve("mujun"));
    program("jdk/bin/java", "printf '%s\\n' \"$@\"");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
    program("bin/mvn", "echo built: \"$@\" >&2; touch \"" + folder.resolve("built") + "\"");
  }

  @Test
  void startsJavaWithTheJarsInOneOrderAndTheArguments() throws Exception {
    Ending ending = mujun("sql", "select 1");
    assertThat(ending.code()).isZero();
    assertThat(ending.said().lines())
        .endsWith(
            "-cp",
            "%1$s/mujun-cli-0.1.0-SNAPSHOT.jar:%1$s/lib/Z.jar:%1$s/lib/a.jar:%1$s/lib/b.jar"
                .formatted(target),
            "io.mujun.cli.Main",
            "sql",
            "select 1")
        .noneMatch(flag -> flag.contains("Archive"));
    assertThat(folder.resolve("built")).doesNotExist();
  }

  @Test
  void buildsWhereASourceIsNewerThanItsJar() throws Exception {
    touch(home.resolve("jobs/src/main/java/Source.java"), BUILT.plusSeconds(1));
    assertThat(mujun("status").said()).contains("io.mujun.cli.Main");
    assertThat(folder.resolve("built")).exists();
  }

  @Test
  void doesNotBuildWhereASourceIsNewerThanTheJarOfAnotherRoom() throws Exception {
    touch(home.resolve("jobs/src/main/java/Source.java"), BUILT.plusSeconds(1));
    touch(home.resolve("jobs/target/mujun-jobs-0.1.0-SNAPSHOT.jar"), BUILT.plusSeconds(2));
    mujun("status");
    assertThat(folder.resolve("built")).doesNotExist();
  }

  @Test
  void buildsWhereAJarIsMissing() throws Exception {
    Files.delete(
        home.resolve("warehouse/trino/target/server/plugin/mujun/mujun-trino-plugin-0.1.0.jar"));
    mujun("status");
    assertThat(folder.resolve("built")).exists();
  }

  @Test
  void letsANightLeaveAnArchiveThatLaterCommandsTake() throws Exception {
    Path archive = target.resolve("mujun-17.0.15.jsa");
    String flag =
        mujun("nightly")
            .said()
            .lines()
            .filter(line -> line.startsWith("-XX:ArchiveClassesAtExit="))
            .findFirst()
            .orElseThrow();
    Path draft = Path.of(flag.substring(flag.indexOf('=') + 1));
    assertThat(draft.toString()).matches("\\Q" + archive + "\\E\\.[0-9]+");

    Files.writeString(draft, "classes");
    for (String command : List.of("status", "nightly")) {
      assertThat(mujun(command).said().lines())
          .as("flags of %s", command)
          .contains("-XX:SharedArchiveFile=" + archive)
          .noneMatch(line -> line.contains("ArchiveClassesAtExit"));
    }
    assertThat(draft).doesNotExist();
    assertThat(archive).hasContent("classes");
  }

  @Test
  void takesNoArchiveThatIsOlderThanAJar() throws Exception {
    file("cli/target/mujun-17.0.15.jsa", BUILT.plusSeconds(1));
    assertThat(mujun("status").said()).contains("SharedArchiveFile");
    touch(target.resolve("lib/a.jar"), BUILT.plusSeconds(2));
    assertThat(mujun("status").said()).doesNotContain("Archive");
    assertThat(mujun("demo", "--json").said()).contains("-XX:ArchiveClassesAtExit=");
  }

  @Test
  void leavesNoArchiveOfACommandThatOnlyShowsItsHelp() throws Exception {
    assertThat(mujun("nightly", "--help").said()).doesNotContain("Archive");
    assertThat(mujun("demo", "-h").said()).doesNotContain("Archive");
  }

  @Test
  void asksAJavaWithoutAHomeForItsVersion() throws Exception {
    program(
        "jdk/bin/java",
        """
        case "$*" in
          *-version) echo '    java.version = 21.0.2' >&2 ;;
          *) printf '%s\\n' "$@" ;;
        esac""");
    Files.delete(folder.resolve("jdk/release"));
    assertThat(mujun("nightly").said())
        .contains("-XX:ArchiveClassesAtExit=" + target.resolve("mujun-21.0.2.jsa."));
  }

  @Test
  void refusesAJavaThatIsTooOld() throws Exception {
    program("bin/java", "echo '    java.version = 11.0.20' >&2");
    for (String version : List.of("11.0.20", "1.8.0_402")) {
      Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
      Ending ending = mujun("status");
      assertThat(ending.code()).as(version).isEqualTo(1);
      assertThat(ending.said()).as(version).contains("JAVA_MISSING");
    }
  }

  private Ending mujun(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("mujun").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    builder.environment().keySet().removeIf(name -> name.startsWith("MUJUN_"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ending(process.exitValue(), said);
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void file(String name, Instant changed) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    touch(file, changed);
  }

  private static void touch(Path file, Instant changed) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }
}
