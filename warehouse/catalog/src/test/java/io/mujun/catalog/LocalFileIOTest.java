package io.mujun.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {
  @TempDir Path directory;

  @Test
  void letsSeveralThreadsWriteToFoldersThatAreNotThereYet() throws IOException {
    LocalFileIO io = new LocalFileIO();
    IntStream.range(0, 400)
        .parallel()
        .forEach(
            n -> {
              Path file = directory.resolve("%d/data/zone_code=%d/%d".formatted(n / 8, n % 2, n));
              try (PositionOutputStream out = io.newOutputFile(location(file)).create()) {
                out.write(n);
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(400);
    }
  }

  @Test
  void answersToTheLocationItWasGiven() {
    OutputFile file = new LocalFileIO().newOutputFile(location(directory.resolve("a")));
    assertThat(file.location()).isEqualTo(location(directory.resolve("a")));
    assertThat(file.toInputFile().location()).isEqualTo(file.location());
  }

  private static String location(Path file) {
    return "file://" + file;
  }
}
