package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class SampleLedgersTest {
  private static final Path REPOSITORY = Path.of("../..");
  private static final Path SAMPLES = REPOSITORY.resolve("samples");

  @Test
  void committedFilesAreWhatTheRowsMake() throws IOException {
    SortedMap<String, byte[]> rendered = SampleLedgers.render(REPOSITORY);
    assertThat(committed()).isEqualTo(new TreeSet<>(rendered.keySet()));
    for (Map.Entry<String, byte[]> file : rendered.entrySet()) {
      byte[] committed = Files.readAllBytes(SAMPLES.resolve(file.getKey()));
      if (!isZip(file.getValue())) {
        assertThat(committed).as(file.getKey()).isEqualTo(file.getValue());
      } else {
        Map<String, byte[]> expected = entries(file.getValue());
        Map<String, byte[]> actual = entries(committed);
        assertThat(actual.keySet()).as(file.getKey()).isEqualTo(expected.keySet());
        expected.forEach(
            (entry, content) ->
                assertThat(text(actual.get(entry)))
                    .as(file.getKey() + "!" + entry)
                    .isEqualTo(text(content)));
      }
    }
  }

  /** Name → content of each entry. */
  private static Map<String, byte[]> entries(byte[] workbook) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static boolean isZip(byte[] content) {
    return content.length > 1 && content[0] == 'P' && content[1] == 'K';
  }

  private static SortedSet<String> committed() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (String folder : new String[] {"ledgers", "bad"}) {
      try (Stream<Path> files = Files.walk(SAMPLES.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> names.add(SAMPLES.relativize(file).toString().replace('\\', '/')));
      }
    }
    return names;
  }
}
