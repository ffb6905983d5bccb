package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLockTest {
  @TempDir Path folder;

  @Test
  void namesItsHolderToWhoeverIsRefused() {
    Settings settings = TestSettings.in(folder);
    try (WriteLock held = WriteLock.take(settings, "nightly")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> WriteLock.take(settings, "ingest"))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("LOCKED"))
          .hasMessageContaining("process %d (nightly)".formatted(ProcessHandle.current().pid()));
    }
    WriteLock.take(settings, "ingest").close();
    WriteLock.requireFree(settings, "down");
  }

  @Test
  void saysWhyTheDataFolderCannotBeWritten() throws IOException {
    Settings settings = TestSettings.in(folder);
    Files.writeString(settings.data(), "a file where the folder belongs");
    assertThatThrownBy(() -> WriteLock.take(settings, "nightly"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("DATA_UNWRITABLE"))
        .hasMessageContaining(settings.data().toString())
        .hasMessageContaining("MUJUN_DATA");
  }
}
