package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of classes that a night leaves, with the real Java and the real jars: whatever became
 * of it, a command does and says the same. The night here ends at once, for its port is none.
 */
class LauncherIT {
  private static final String SAID = "mujun: SETTING_INVALID: MUJUN_POSTGRES_PORT=none";

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void link() throws IOException {
    Path repository = MujunRun.HOME;
    Files.copy(repository.resolve("mujun"), folder.resolve("mujun"));
    target = Files.createDirectories(folder.resolve("cli/target/lib")).getParent();
    for (String room : LauncherTest.ROOMS) {
      source(room);
      Files.createDirectories(folder.resolve(room).resolve("target"));
      if (!room.equals("cli")) {
        Files.writeString(folder.resolve(room).resolve("target/mujun-room-0-SNAPSHOT.jar"), "");
      }
    }
    Path server = folder.resolve("warehouse/trino/target/server");
    for (String room : List.of("server", "iceberg", "plugin")) {
      source("warehouse/trino/" + room);
      Path lib = server.resolve(room.equals("server") ? "lib" : "plugin/" + room);
      Files.createDirectories(lib);
      Files.writeString(lib.resolve("mujun-trino-" + room + "-0.jar"), "");
    }
    try (Stream<Path> jars = Files.list(repository.resolve("cli/target/lib"))) {
      for (Path jar : jars.toList()) {
        Files.createSymbolicLink(target.resolve("lib").resolve(jar.getFileName()), jar);
      }
    }
    try (Stream<Path> files = Files.list(repository.resolve("cli/target"))) {
      for (Path jar : files.filter(f -> f.toString().endsWith("-SNAPSHOT.jar")).toList()) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
    }
  }

  @Test
  void saysTheSameWithAnyArchive() throws Exception {
    night("the night that leaves it");
    Path draft = archive();
    assertThat(draft.toString()).matches(".*\\.jsa\\.[0-9]+");
    byte[] whole = Files.readAllBytes(draft);
    night("a whole archive");
    Path archive = archive();
    assertThat(archive.toString()).endsWith(".jsa");
    assertThat(archive).hasBinaryContent(whole);

    Files.write(writable(archive), new byte[0]);
    night("an empty archive");
    Files.write(archive, withoutHead(whole));
    night("an archive that Java had not written to its end");

    Files.write(archive, whole);
    Path jar = target.resolve("lib/picocli-copy.jar");
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      Files.copy(
          jars.filter(f -> f.getFileName().toString().startsWith("picocli")).findFirst().get(),
          jar);
    }
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    night("an archive of another class path");
    assertThat(archive()).isEqualTo(archive);
  }

  @Test
  void passesOverAnArchiveThatIsNotWhole() throws Exception {
    night("the night that leaves it");
    byte[] whole = Files.readAllBytes(archive());
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    for (byte[] damaged :
        List.of(Arrays.copyOf(whole, whole.length / 2), withoutHead(whole), changed)) {
      Path draft = writable(archive());
      Files.write(draft, damaged);
      night("a damaged archive, which makes room for another");
      assertThat(draft).doesNotExist();
    }
    night("that other one");
    assertThat(archive().toString()).endsWith(".jsa");
  }

  private static byte[] withoutHead(byte[] whole) {
    byte[] without = whole.clone();
    Arrays.fill(without, 0, 4096, (byte) 0);
    return without;
  }

  /** Java leaves an archive that may only be read. */
  private static Path writable(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void night(String with) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("mujun").toString(), "nightly").redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("MUJUN_"));
    builder.environment().put("MUJUN_POSTGRES_PORT", "none");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).as(with).startsWith(SAID).hasLineCount(1);
    assertThat(process.exitValue()).as("exit code with " + with).isEqualTo(ExitCodes.FAILED);
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return assertThat(files)
          .filteredOn(file -> file.getFileName().toString().contains(".jsa"))
          .singleElement()
          .actual();
    }
  }

  private void source(String room) throws IOException {
    Path source = Files.createDirectories(folder.resolve(room).resolve("src/main"));
    Path pom = Files.writeString(folder.resolve(room).resolve("pom.xml"), "");
    FileTime old = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(source, old);
    Files.setLastModifiedTime(pom, old);
  }
}
