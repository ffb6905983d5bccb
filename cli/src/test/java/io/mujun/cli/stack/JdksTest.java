package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  @TempDir Path root;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void prefersTheLowestThatServes() throws IOException {
    Path eleven = jdk("usr/lib/jvm/java-11-openjdk-amd64", "11.0.25");
    Path seventeen = jdk("usr/lib/jvm/java-17-openjdk-amd64", "17.0.15");
    jdk("usr/lib/jvm/temurin-21", "21.0.5");
    Path twentyFive = jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");
    Jdks jdks = jdks(settings(Map.of()), eleven);
    assertThat(jdks.forEngines()).isEqualTo(new Jdk(seventeen, 17));
    assertThat(jdks.forTrino()).isEqualTo(new Jdk(twentyFive, 25));
  }

  @Test
  void serves25ForAll() throws IOException {
    Path twentyFive = jdk("home/Library/Java/JavaVirtualMachines/a.jdk/Contents/Home", "25");
    Jdks jdks = jdks(settings(Map.of()), twentyFive);
    assertThat(jdks.forEngines().home()).isEqualTo(twentyFive);
    assertThat(jdks.forTrino().home()).isEqualTo(twentyFive);
  }

  @Test
  void findsByJavaHomeAndPath() throws IOException {
    Path running = jdk("somewhere/17", "17.0.1");
    Path home = jdk("elsewhere/21", "21.0.1");
    Path onPath = jdk("hidden/25", "25.0.1");
    Path link = Files.createDirectories(root.resolve("bin")).resolve("java");
    Files.createSymbolicLink(link, onPath.resolve("bin/java"));
    environment.put("JAVA_HOME", home.toString());
    environment.put("PATH", root.resolve("nowhere") + ":" + link.getParent());
    assertThat(jdks(settings(Map.of()), running).all())
        .containsExactly(new Jdk(running, 17), new Jdk(home, 21), new Jdk(onPath, 25));
  }

  @Test
  void countsAJdkBehindTwoNamesOnce() throws IOException {
    Path real = jdk("usr/lib/jvm/java-17-openjdk-amd64", "17.0.15");
    Files.createSymbolicLink(root.resolve("usr/lib/jvm/java-1.17.0-openjdk-amd64"), real);
    assertThat(jdks(settings(Map.of()), real).all()).containsExactly(new Jdk(real, 17));
  }

  @Test
  void passesOverWhatIsNoJdk() throws IOException {
    Files.createDirectories(root.resolve("usr/lib/jvm/empty/bin"));
    Path broken = jdk("usr/lib/jvm/broken", "x");
    Path eight = jdk("usr/lib/jvm/java-8", "1.8.0_402");
    assertThat(jdks(settings(Map.of()), broken).all()).containsExactly(new Jdk(eight, 8));
  }

  @Test
  void saysWhatIsMissingAndHowToGetIt() throws IOException {
    Path seventeen = jdk("usr/lib/jvm/java-17", "17.0.15");
    Jdks jdks = jdks(settings(Map.of()), seventeen);
    assertThatThrownBy(jdks::forTrino)
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("JDK_25_MISSING"))
        .hasMessageContaining("17 in " + seventeen)
        .hasMessageContaining("openjdk-25-jdk")
        .hasMessageContaining("MUJUN_JAVA_25");
    Path eleven = jdk("only/11", "11");
    assertThatThrownBy(
            () ->
                new Jdks(settings(Map.of()), environment, root.resolve("none"), root, eleven)
                    .forEngines())
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("JDK_17_MISSING"));
  }

  @Test
  void takesTheOneThatIsNamedOrRefusesIt() throws IOException {
    Path seventeen = jdk("usr/lib/jvm/java-17", "17.0.15");
    Path named = jdk("named/21", "21.0.2");
    assertThat(jdks(settings(Map.of("MUJUN_JAVA_17", named.toString())), seventeen).forEngines())
        .isEqualTo(new Jdk(named, 21));
    assertThatThrownBy(
            () -> jdks(settings(Map.of("MUJUN_JAVA_25", named.toString())), seventeen).forTrino())
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("JDK_UNFIT"))
        .hasMessageContaining("MUJUN_JAVA_25=" + named)
        .hasMessageContaining("it is a JDK 21")
        .hasMessageContaining("25 or later");
  }

  private Settings settings(Map<String, String> variables) {
    return Settings.of(root, variables);
  }

  private Jdks jdks(Settings settings, Path running) {
    return new Jdks(settings, environment, root, root.resolve("home"), running);
  }

  private Path jdk(String folder, String version) throws IOException {
    Path home = root.toRealPath().resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Files.createFile(
        home.resolve("bin/java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    return home;
  }
}
