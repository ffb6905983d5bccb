package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamIT {
  @TempDir Path folder;

  @Test
  void readsASnapshotThenTheLog() throws Exception {
    try (County county = County.create(folder)) {
      county.load("2024-11-15/county_approval.sql");

      try (StreamProcess stream = county.start()) {
        assertThat(stream.result().path("batches")).hasSize(4);
      }
      List<String> before = county.snapshots();
      try (StreamProcess stream = county.start()) {
        assertThat(stream.result().path("batches")).isNotNull();
      }
      assertThat(county.snapshots()).isEqualTo(before);
      county.load("2024-11-22/county_approval.sql");
      try (StreamProcess stream =
          county.start(county.configuration().put("receivedOn", "2024-11-22"))) {
        assertThat(stream.result().path("batches")).isNotNull();
      }
    }
  }
}
