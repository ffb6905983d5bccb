package io.mujun.cli.stack;

import io.mujun.cli.stack.trino.TrinoConfiguration;
import io.mujun.cli.stack.trino.TrinoLaunch;
import io.mujun.cli.stack.trino.TrinoSettings;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The embedded Trino: over HTTPS on the loopback address, with a password for each declared user,
 * reading the warehouse through the embedded PostgreSQL's catalog.
 */
public final class TrinoServer implements AutoCloseable {
  static final String NAME = "trino";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Settings settings;
  private final TrinoConfiguration configuration;
  private final ManagedServer server;

  private TrinoServer(Settings settings, TrinoConfiguration configuration, ManagedServer server) {
    this.settings = settings;
    this.configuration = configuration;
    this.server = server;
  }

  /**
   * Attaches to the server or starts it. Changed users and rules are handed to a running one.
   *
   * @throws MujunException JDK_25_MISSING, TRINO_NOT_BUILT, PORT_TAKEN, SERVER_START, or what
   *     {@link TrinoConfiguration#write} throws
   */
  static TrinoServer open(
      Settings settings, PostgresServer postgres, Warehouse warehouse, Progress progress) {
    DataFolder.prepare(settings);
    TrinoSettings trino = trinoSettings(settings, postgres);
    TrinoConfiguration configuration = configuration(settings, trino);
    String fingerprint =
        new Fingerprint()
            .listing(trino.installation())
            .text(trino.catalog().url())
            .text(settings.warehouse().toString())
            .hex();
    String declared =
        new Fingerprint()
            .contents(warehouse.directory().resolve("access"))
            .text(warehouse.definitionHash())
            .hex();
    ServerDefinition definition =
        new ServerDefinition(
            NAME,
            "Trino",
            settings.trinoPort(),
            Settings.TRINO_PORT,
            fingerprint,
            () -> {
              Jdk jdk = Jdks.of(settings).forTrino();
              requireBuilt(trino.installation());
              write(settings, configuration, warehouse, jdk, declared);
              progress.tell("Starting Trino");
              TrinoLaunch launch = configuration.launch(jdk.home());
              return new ProcessLaunch(
                  launch.command(), launch.directory(), launch.environment(), Set.of());
            },
            () -> TrinoProbe.isReady(configuration),
            LIMIT);
    ManagedServer server = ManagedServer.open(settings, definition);
    Mutex.whileHeld(
        settings,
        NAME,
        () -> {
          if (!declared.equals(written(settings))) {
            write(settings, configuration, warehouse, Jdks.of(settings).forTrino(), declared);
          }
        });
    return new TrinoServer(settings, configuration, server);
  }

  /** The HTTPS port on the loopback address. */
  public int port() {
    return settings.trinoPort();
  }

  /** The server's certificate as PEM, for clients to trust. */
  public Path certificate() {
    return configuration.certificate();
  }

  /** The JDBC URL, without user and password. */
  public String jdbcUrl() {
    return configuration.jdbcUrl();
  }

  /** The password of a declared user. */
  public String password(String user) {
    return new Secrets(settings).secret(TrinoConfiguration.passwordName(user));
  }

  /** The file that holds the password of a declared user. */
  public Path passwordFile(String user) {
    return new Secrets(settings).file(TrinoConfiguration.passwordName(user));
  }

  /** From now on the server runs until it is stopped on purpose. */
  void keepRunning() {
    server.keepRunning();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Whether the Trino of this data folder answers. */
  static boolean answers(Settings settings) {
    return TrinoProbe.isReady(
        configuration(
            settings,
            new TrinoSettings(
                installation(settings),
                folder(settings),
                settings.trinoPort(),
                new TrinoSettings.Database("", "", ""),
                settings.warehouse())));
  }

  private static TrinoSettings trinoSettings(Settings settings, PostgresServer postgres) {
    return new TrinoSettings(
        installation(settings),
        folder(settings),
        settings.trinoPort(),
        new TrinoSettings.Database(
            postgres.url(PostgresServer.CATALOG), postgres.user(), postgres.password()),
        settings.warehouse());
  }

  private static TrinoConfiguration configuration(Settings settings, TrinoSettings trino) {
    return new TrinoConfiguration(trino, new Secrets(settings)::secret);
  }

  private static Path installation(Settings settings) {
    return settings.home().resolve("warehouse/trino/target/server");
  }

  private static Path folder(Settings settings) {
    return settings.data().resolve("trino");
  }

  private static void requireBuilt(Path installation) {
    if (!Files.isDirectory(installation.resolve("lib"))
        || !Files.isDirectory(installation.resolve("plugin"))) {
      throw new MujunException(
          "TRINO_NOT_BUILT",
          "%s holds no Trino server. Run mvn package -DskipTests in the repository."
              .formatted(installation));
    }
  }

  private static void write(
      Settings settings,
      TrinoConfiguration configuration,
      Warehouse warehouse,
      Jdk jdk,
      String declared) {
    configuration.write(warehouse, jdk.home(), Instant.now());
    try {
      Files.writeString(marker(settings), declared);
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    }
  }

  private static String written(Settings settings) {
    try {
      return Files.exists(marker(settings)) ? Files.readString(marker(settings)) : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Names the declarations that users and rules were last written from. */
  private static Path marker(Settings settings) {
    return settings.run().resolve("trino.declared");
  }
}
