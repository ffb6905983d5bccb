package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Path HOME = Path.of("/srv/mujun");

  @Test
  void liesUnderTheRepositoryUnlessTold() {
    Settings settings = Settings.of(HOME, Map.of("PATH", "/usr/bin"));
    assertThat(settings.data()).isEqualTo(HOME.resolve(".mujun"));
    assertThat(settings.postgresPort()).isEqualTo(15432);
    assertThat(settings.trinoPort()).isEqualTo(18443);
    assertThat(settings.supersetPort()).isEqualTo(18088);
    assertThat(settings.java17()).isEmpty();
  }

  @Test
  void followsTheEnvironment() {
    Settings settings =
        Settings.of(
            HOME,
            Map.of(
                "MUJUN_DATA", "/var/lib/../lib/mujun",
                "MUJUN_POSTGRES_PORT", "25432",
                "MUJUN_TRINO_PORT", "28443",
                "MUJUN_SUPERSET_PORT", "28088",
                "MUJUN_JAVA_17", "/jdk17",
                "MUJUN_JAVA_25", "/jdk25",
                "MUJUN_PYTHON", "/python",
                "MUJUN_NIGHT_MEMORY", "6g",
                "MUJUN_OPENLINEAGE", "http://127.0.0.1:5000/api/v1/lineage"));
    assertThat(settings.data()).isEqualTo(Path.of("/var/lib/mujun"));
    assertThat(settings.postgresPort()).isEqualTo(25432);
    assertThat(settings.trinoPort()).isEqualTo(28443);
    assertThat(settings.supersetPort()).isEqualTo(28088);
    assertThat(settings.java17()).contains(Path.of("/jdk17"));
    assertThat(settings.java25()).contains(Path.of("/jdk25"));
    assertThat(settings.python()).contains(Path.of("/python"));
    assertThat(settings.nightMemory()).contains("6g");
    assertThat(settings.openLineage()).contains(URI.create("http://127.0.0.1:5000/api/v1/lineage"));
  }

  @Test
  void tellsLineageToAFileOrNotAtAll() {
    assertThat(Settings.of(HOME, Map.of()).openLineage()).isEmpty();
    assertThat(
            Settings.of(HOME, Map.of("MUJUN_OPENLINEAGE", "/var/log/lineage.jsonl")).openLineage())
        .contains(URI.create("file:///var/log/lineage.jsonl"));
  }

  @ParameterizedTest
  @CsvSource({
    "MUJUN_POSTGRES_PORT, abc",
    "MUJUN_POSTGRES_PORT, 80",
    "MUJUN_POSTGRES_PORT, 65536",
    "MUJUN_POSTGRES_PORT, -1",
    "MUJUN_TRINO_PORT, 99999999999",
    "MUJUN_SUPERSET_PORT, ''",
    "MUJUN_DATA, ''",
    "MUJUN_NIGHT_MEMORY, 6",
    "MUJUN_NIGHT_MEMORY, much",
    "MUJUN_NIGHT_MEMORY, ''",
    "MUJUN_OPENLINEAGE, ''",
    "MUJUN_OPENLINEAGE, http://",
    "MUJUN_OPENLINEAGE, http://user:password@host/",
    "MUJUN_OPENLINEAGE, 'http://a b'",
    "MUJUN_POSTGRES_PROT, 15432",
    "MUJUN_SUPERSET_PORT, 15432"
  })
  void refusesWhatItCannotFollow(String name, String value) {
    assertThatThrownBy(() -> Settings.of(HOME, Map.of(name, value)))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SETTING_INVALID"))
        .hasMessageContaining(name);
  }
}
