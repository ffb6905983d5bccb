package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.publication.Volume;
import io.mujun.cli.stack.Jdk;
import io.mujun.cli.stack.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightlyEngineTest {
  private static final Path HOME = Path.of("/srv/mujun");

  @Test
  void isSetUpByHowMuchThereIs() {
    Settings settings = Settings.of(HOME, Map.of());
    assertThat(NightlyEngine.flags(settings, new Jdk(Path.of("/jdk"), 17), Volume.FEW))
        .containsExactly(options("jvm"), options("jvm-few"));
    assertThat(NightlyEngine.flags(settings, new Jdk(Path.of("/jdk"), 25), Volume.MANY))
        .containsExactly(options("jvm"), options("jvm-many"), options("jvm-24"));
  }

  /** Java takes the last of several heaps. */
  @Test
  void takesTheMemoryThatItIsGiven() {
    Settings settings = Settings.of(HOME, Map.of("MUJUN_NIGHT_MEMORY", "6g"));
    assertThat(NightlyEngine.flags(settings, new Jdk(Path.of("/jdk"), 17), Volume.MANY))
        .endsWith("-Xmx6g");
  }

  private static String options(String name) {
    return "@" + HOME.resolve("jobs/target").resolve(name + ".options");
  }
}
