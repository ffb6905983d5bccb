package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleSourcesTest {
  private static final Path REPOSITORY = Path.of("../..");

  @Test
  void everySampleLedgerIsRecognisedByOneSource() throws IOException {
    List<LedgerSource> sources =
        SourceFiles.readAll(REPOSITORY.resolve("ingestion/sources")).stream()
            .filter(LedgerSource.class::isInstance)
            .map(LedgerSource.class::cast)
            .toList();
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve("samples/ledgers"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(sources.stream().filter(source -> recognises(source, file)).toList())
            .as(file.getFileName().toString())
            .hasSize(1);
      }
    }
  }

  private static boolean recognises(LedgerSource source, Path file) {
    return FileSystems.getDefault()
        .getPathMatcher("glob:" + source.file())
        .matches(file.getFileName());
  }
}
