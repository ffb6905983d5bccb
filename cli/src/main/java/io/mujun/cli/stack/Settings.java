package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the stack lives and which programs it may use.
 *
 * @param home the repository, absolute
 * @param data the folder of all that the stack makes, absolute
 * @param postgresPort port of PostgreSQL on the loopback address
 * @param trinoPort HTTPS port of Trino on the loopback address
 * @param supersetPort HTTP port of Superset on the loopback address
 * @param java17 home of the JDK for Spark and Flink, where it is not to be searched for
 * @param java25 home of the JDK for Trino, where it is not to be searched for
 * @param python Python program for Superset, where it is not to be searched for
 * @param nightMemory heap of a night's process as Java writes it, for example {@code 6g}, where it
 *     is not to be chosen by how much there is to compute
 * @param openLineage the file or http address that each night's OpenLineage events go to, where
 *     they are to be told
 */
public record Settings(
    Path home,
    Path data,
    int postgresPort,
    int trinoPort,
    int supersetPort,
    Optional<Path> java17,
    Optional<Path> java25,
    Optional<Path> python,
    Optional<String> nightMemory,
    Optional<URI> openLineage) {
  static final String DATA = "MUJUN_DATA";
  static final String HOME = "MUJUN_HOME";
  static final String POSTGRES_PORT = "MUJUN_POSTGRES_PORT";
  static final String TRINO_PORT = "MUJUN_TRINO_PORT";
  static final String SUPERSET_PORT = "MUJUN_SUPERSET_PORT";
  static final String JAVA_17 = "MUJUN_JAVA_17";
  static final String JAVA_25 = "MUJUN_JAVA_25";
  static final String PYTHON = "MUJUN_PYTHON";
  static final String NIGHT_MEMORY = "MUJUN_NIGHT_MEMORY";
  static final String OPEN_LINEAGE = "MUJUN_OPENLINEAGE";

  private static final String PREFIX = "MUJUN_";
  private static final String CODE = "SETTING_INVALID";
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              DATA,
              HOME,
              POSTGRES_PORT,
              TRINO_PORT,
              SUPERSET_PORT,
              JAVA_17,
              JAVA_25,
              PYTHON,
              NIGHT_MEMORY,
              OPEN_LINEAGE));

  public Settings {
    if (postgresPort == trinoPort || trinoPort == supersetPort || postgresPort == supersetPort) {
      throw new MujunException(
          CODE,
          "PostgreSQL, Trino and Superset need three different ports, not %d, %d and %d. Change %s, %s or %s."
              .formatted(
                  postgresPort, trinoPort, supersetPort, POSTGRES_PORT, TRINO_PORT, SUPERSET_PORT));
    }
  }

  /**
   * Settings of a repository, as the environment overrides them.
   *
   * @param home the repository
   * @param environment variables by name; those that begin with {@code MUJUN_} are read
   * @throws MujunException SETTING_INVALID where a variable is unknown or its value unfit
   */
  public static Settings of(Path home, Map<String, String> environment) {
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
        throw new MujunException(
            CODE,
            "The environment variable %s is not known. Known are %s."
                .formatted(name, String.join(", ", NAMES)));
      }
    }
    Path root = home.toAbsolutePath().normalize();
    return new Settings(
        root,
        path(environment, DATA).orElse(root.resolve(".mujun")),
        port(environment, POSTGRES_PORT, 15432),
        port(environment, TRINO_PORT, 18443),
        port(environment, SUPERSET_PORT, 18088),
        path(environment, JAVA_17),
        path(environment, JAVA_25),
        path(environment, PYTHON),
        memory(environment, NIGHT_MEMORY),
        target(environment, OPEN_LINEAGE));
  }

  /** The folder of logs, one file a process. */
  public Path logs() {
    return data.resolve("logs");
  }

  /** The folder of generated passwords and keys, readable by their owner alone. */
  public Path secrets() {
    return data.resolve("secrets");
  }

  /** The Iceberg warehouse. */
  public Path warehouse() {
    return data.resolve("warehouse");
  }

  Path run() {
    return data.resolve("run");
  }

  Path runtime() {
    return data.resolve("runtime");
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isBlank()) {
      throw new MujunException(CODE, name + " is empty: give it a path, or unset it.");
    }
    try {
      return Optional.of(Path.of(value).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new MujunException(CODE, "%s=%s is not a path.".formatted(name, value), e);
    }
  }

  /** A path, or an address that begins with http:// or https://. */
  private static Optional<URI> target(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || !value.matches("https?:.*")) {
      return path(environment, name).map(Path::toUri);
    }
    try {
      URI address = new URI(value);
      if (address.getHost() != null && address.getUserInfo() == null) {
        return Optional.of(address);
      }
      throw new MujunException(
          CODE, "%s=%s names no host, or a password with it.".formatted(name, value));
    } catch (URISyntaxException e) {
      throw new MujunException(CODE, "%s=%s is not an address.".formatted(name, value), e);
    }
  }

  private static Optional<String> memory(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value != null && !value.matches("[1-9][0-9]{0,5}[mg]")) {
      throw new MujunException(
          CODE,
          "%s=%s is no amount of memory: give MiB or GiB, for example 1500m or 6g."
              .formatted(name, value));
    }
    return Optional.ofNullable(value);
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    String value = environment.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,5}")
        || Integer.parseInt(value) < 1024
        || Integer.parseInt(value) > 65535) {
      throw new MujunException(
          CODE, "%s=%s is not a port: give a number from 1024 to 65535.".formatted(name, value));
    }
    return Integer.parseInt(value);
  }
}
