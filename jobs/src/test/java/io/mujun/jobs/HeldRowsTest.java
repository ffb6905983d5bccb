package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

/** What a night holds goes to disk where memory runs short. */
class HeldRowsTest {
  private static final String OPENS = "--add-opens";

  @Test
  void heldRowsCanBeWrittenToDisk() {
    Dataset<Row> held =
        LocalSpark.session().range(10).toDF().localCheckpoint(true, StorageLevel.DISK_ONLY());
    assertThat(held.count()).isEqualTo(10);
  }

  @Test
  void theProcessOpensToSparkWhatTheTestsOpen() throws IOException {
    assertThat(Files.readAllLines(Path.of("src/main/jvm/jvm.options")))
        .filteredOn(line -> line.startsWith(OPENS))
        .containsExactlyInAnyOrderElementsOf(
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(OPENS))
                .toList());
  }
}
