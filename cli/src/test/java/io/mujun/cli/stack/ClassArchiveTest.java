package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.warehouse.MujunException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines of a real Java, of a module made of this test's own program. */
class ClassArchiveTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void build() throws IOException {
    target = folder.resolve("room/target");
    Path lib = Files.createDirectories(target.resolve("lib"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path file = Path.of(entry);
      if (file.getFileName().toString().startsWith("jackson-")) {
        Files.copy(file, lib.resolve(file.getFileName()));
      }
    }
    Path program = Path.of(EngineForTests.class.getName().replace('.', '/') + ".class");
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(target.resolve("mujun-room-1.jar")))) {
      jar.putNextEntry(new ZipEntry(program.toString()));
      jar.write(Files.readAllBytes(Path.of("target/test-classes").resolve(program)));
    }
  }

  @Test
  void isLeftByTheFirstProcessAndTakenByLaterOnes() throws Exception {
    assertThat(flags(EngineLaunch.Archive.LEFT)).contains("ArchiveClassesAtExit");
    greet(EngineLaunch.Archive.LEFT);
    Path archive = archive();
    assertThat(archive.toString()).matches(".*/engine-[0-9a-f]{16}\\.jsa");
    FileTime made = Files.getLastModifiedTime(archive);
    for (EngineLaunch.Archive use : EngineLaunch.Archive.values()) {
      assertThat(flags(use)).contains("-XX:SharedArchiveFile=" + archive);
      greet(use);
    }
    assertThat(archive()).isEqualTo(archive);
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
  }

  @Test
  void isLeftAnewForAnotherBuildAndTheOldOneGoes() throws Exception {
    greet(EngineLaunch.Archive.LEFT);
    Path old = archive();
    Files.setLastModifiedTime(
        target.resolve("mujun-room-1.jar"), FileTime.from(Instant.parse("2024-11-15T08:00:00Z")));
    greet(EngineLaunch.Archive.LEFT);
    assertThat(archive()).isNotEqualTo(old);
  }

  @Test
  void isIgnoredWhereItDoesNotFit() throws Exception {
    greet(EngineLaunch.Archive.LEFT);
    Path archive = archive();
    byte[] withoutHead = Files.readAllBytes(archive);
    Arrays.fill(withoutHead, 0, 4096, (byte) 0);
    Files.delete(archive);
    Files.write(archive, withoutHead);
    greet(EngineLaunch.Archive.TAKEN);
  }

  @Test
  void isNotLeftByAProcessThatRunsOnOrFallsOver() throws Exception {
    greet(EngineLaunch.Archive.TAKEN);
    assertThat(archives()).isEmpty();
    try (EngineProcess engine = start(EngineLaunch.Archive.LEFT)) {
      assertThatThrownBy(() -> engine.request(ask("fall"), event -> {}))
          .isInstanceOf(MujunException.class);
    }
    assertThat(archives()).noneMatch(file -> file.toString().endsWith(".jsa"));
    greet(EngineLaunch.Archive.LEFT);
    assertThat(archive().toString()).endsWith(".jsa");
  }

  private void greet(EngineLaunch.Archive use) {
    try (EngineProcess engine = start(use)) {
      assertThat(engine.request(ask("greet"), event -> {}).path("text").asText()).isEqualTo("早上好");
    }
  }

  private EngineProcess start(EngineLaunch.Archive use) {
    return EngineProcess.start(
        TestSettings.in(folder), launch(use), JSON.createObjectNode().put("greeting", "早上好"));
  }

  private String flags(EngineLaunch.Archive use) {
    return String.join(" ", launch(use).launch().command());
  }

  private EngineLaunch launch(EngineLaunch.Archive use) {
    return EngineLaunch.java(
        TestSettings.in(folder),
        "engine",
        new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature()),
        "room",
        List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"),
        EngineForTests.class.getName(),
        use);
  }

  private static ObjectNode ask(String what) {
    return JSON.createObjectNode().put("ask", what);
  }

  private Path archive() throws IOException {
    return assertThat(archives()).singleElement().actual();
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.getFileName().toString().contains(".jsa")).toList();
    }
  }
}
