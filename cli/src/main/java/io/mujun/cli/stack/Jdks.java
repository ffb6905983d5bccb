package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the JDKs of this machine by their {@code release} files: the running one, {@code
 * JAVA_HOME}, the one on the {@code PATH}, and those in the usual folders of Debian, Fedora,
 * SDKMAN, asdf, IntelliJ, Homebrew and macOS.
 */
public final class Jdks {
  private static final int LEAST_FOR_ENGINES = 17;
  private static final int MOST_FOR_ENGINES = 25;
  private static final int LEAST_FOR_TRINO = 25;
  private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?(\\d+).*");

  private final Settings settings;
  private final Map<String, String> environment;
  private final Path root;
  private final Path user;
  private final Path running;

  /**
   * @param settings may name the JDKs to take
   * @param environment for {@code JAVA_HOME} and {@code PATH}
   * @param root of the file system
   * @param user home folder of the user
   * @param running home of the running JVM
   */
  Jdks(Settings settings, Map<String, String> environment, Path root, Path user, Path running) {
    this.settings = settings;
    this.environment = environment;
    this.root = root;
    this.user = user;
    this.running = running;
  }

  /** The JDKs of this machine. */
  public static Jdks of(Settings settings) {
    return new Jdks(
        settings,
        System.getenv(),
        Path.of("/"),
        Path.of(System.getProperty("user.home")),
        Path.of(System.getProperty("java.home")));
  }

  /**
   * The JDK for Spark and Flink: 17 where there is one, else the next up to 25.
   *
   * @throws MujunException JDK_17_MISSING, or JDK_UNFIT where the one that was named does not serve
   */
  public Jdk forEngines() {
    return settings
        .java17()
        .map(home -> named(home, Settings.JAVA_17, LEAST_FOR_ENGINES, MOST_FOR_ENGINES))
        .orElseGet(
            () ->
                found(LEAST_FOR_ENGINES, MOST_FOR_ENGINES)
                    .orElseThrow(
                        () ->
                            missing(
                                "JDK_17_MISSING",
                                "Spark and Flink need a JDK from 17 to 25",
                                "17",
                                Settings.JAVA_17)));
  }

  /**
   * The JDK for Trino: 25, else the next above it.
   *
   * @throws MujunException JDK_25_MISSING, or JDK_UNFIT where the one that was named does not serve
   */
  public Jdk forTrino() {
    return settings
        .java25()
        .map(home -> named(home, Settings.JAVA_25, LEAST_FOR_TRINO, Integer.MAX_VALUE))
        .orElseGet(
            () ->
                found(LEAST_FOR_TRINO, Integer.MAX_VALUE)
                    .orElseThrow(
                        () ->
                            missing(
                                "JDK_25_MISSING", "Trino needs a JDK 25", "25", Settings.JAVA_25)));
  }

  /** All JDKs of this machine, the lowest version first, each once. */
  List<Jdk> all() {
    return candidates()
        .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
        .flatMap(home -> real(home).stream())
        .distinct()
        .flatMap(home -> read(home).stream())
        .sorted(Comparator.comparingInt(Jdk::feature))
        .toList();
  }

  private Optional<Jdk> found(int least, int most) {
    return all().stream()
        .filter(jdk -> jdk.feature() >= least && jdk.feature() <= most)
        .findFirst();
  }

  private static Jdk named(Path home, String variable, int least, int most) {
    return read(home)
        .filter(jdk -> Files.isExecutable(jdk.java()))
        .filter(jdk -> jdk.feature() >= least && jdk.feature() <= most)
        .orElseThrow(
            () ->
                new MujunException(
                    "JDK_UNFIT",
                    "%s=%s is not the home of a fitting JDK (%s; needed is %s). Correct it, or unset it so that one is searched for."
                        .formatted(
                            variable,
                            home,
                            read(home)
                                .map(jdk -> "it is a JDK " + jdk.feature())
                                .orElse("it has no release file"),
                            most == Integer.MAX_VALUE
                                ? least + " or later"
                                : "from " + least + " to " + most)));
  }

  private MujunException missing(String code, String what, String version, String variable) {
    List<Jdk> all = all();
    String found =
        all.isEmpty()
            ? "no JDK at all was found"
            : "found were only "
                + String.join(
                    ", ", all.stream().map(jdk -> jdk.feature() + " in " + jdk.home()).toList());
    return new MujunException(
        code,
        """
        %s, and %s.
        Get one: apt-get install openjdk-%s-jdk (Debian, Ubuntu), dnf install java-%s-openjdk-devel (Fedora),
        brew install openjdk@%s (macOS), sdk install java %s-tem (SDKMAN), or unpack Temurin %s from adoptium.net.
        Where it is not found by itself, set %s to its folder."""
            .formatted(what, found, version, version, version, version, version, variable));
  }

  private Stream<Path> candidates() {
    Stream<Path> named =
        Stream.concat(
            Stream.of(running),
            Stream.ofNullable(environment.get("JAVA_HOME")).flatMap(Jdks::path));
    Stream<Path> onPath =
        Stream.ofNullable(environment.get("PATH"))
            .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
            .flatMap(Jdks::path)
            .map(folder -> folder.resolve("java"))
            .filter(Files::isExecutable)
            .flatMap(java -> real(java).stream())
            .map(java -> java.getParent().getParent());
    Stream<Path> linux =
        Stream.of("usr/lib/jvm", "usr/lib64/jvm", "usr/java", "opt", "opt/java", "usr/local")
            .map(root::resolve)
            .flatMap(Jdks::children);
    Stream<Path> ofUser =
        Stream.of(
                ".sdkman/candidates/java",
                ".jdks",
                ".asdf/installs/java",
                ".local/share/mise/installs/java")
            .map(user::resolve)
            .flatMap(Jdks::children);
    Stream<Path> mac =
        Stream.of(
                root.resolve("Library/Java/JavaVirtualMachines"),
                user.resolve("Library/Java/JavaVirtualMachines"))
            .flatMap(Jdks::children)
            .map(bundle -> bundle.resolve("Contents/Home"));
    Stream<Path> homebrew =
        Stream.of("opt/homebrew/opt", "usr/local/opt")
            .map(root::resolve)
            .flatMap(Jdks::children)
            .map(bundle -> bundle.resolve("libexec/openjdk.jdk/Contents/Home"));
    return Stream.of(named, onPath, linux, ofUser, mac, homebrew).flatMap(paths -> paths);
  }

  /** The path that a text names, or none where it names none. */
  static Stream<Path> path(String text) {
    try {
      return text.isBlank() ? Stream.empty() : Stream.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Jdk> read(Path home) {
    try {
      Properties release = new Properties();
      release.load(new StringReader(Files.readString(home.resolve("release"))));
      Matcher version =
          FEATURE.matcher(release.getProperty("JAVA_VERSION", "").replace("\"", "").strip());
      return version.matches()
          ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
