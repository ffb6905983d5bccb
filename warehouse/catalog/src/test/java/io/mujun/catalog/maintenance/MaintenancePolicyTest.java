package io.mujun.catalog.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenancePolicyTest {
  @TempDir Path folder;

  @Test
  void whatIsNotSaidIsAsUsual() throws IOException {
    MaintenancePolicy usual = MaintenancePolicy.read(folder.resolve("maintenance.yaml"));
    assertThat(usual)
        .isEqualTo(
            new MaintenancePolicy(
                Duration.ofDays(7), 16 << 20, 8, Duration.ofHours(72), Duration.ofHours(24)));
    assertThat(read("keepDays: 30\norphanHours: 48\n"))
        .isEqualTo(
            new MaintenancePolicy(
                Duration.ofDays(30), 16 << 20, 8, Duration.ofHours(48), Duration.ofHours(24)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"keepDays: 0", "keepDays: 7.5", "keepDays: week", "orphanHours: 1", "keepDay: 7"})
  void refusesWhatWouldTakeFilesFromWhoReadsThem(String line) {
    assertThatThrownBy(() -> read(line + "\n"))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("MAINTENANCE_INVALID"))
        .hasMessageContaining("maintenance.yaml")
        .hasMessageContaining(line.substring(0, line.indexOf(':')));
  }

  private MaintenancePolicy read(String text) throws IOException {
    Path file = folder.resolve("maintenance.yaml");
    Files.writeString(file, text);
    return MaintenancePolicy.read(file);
  }
}
