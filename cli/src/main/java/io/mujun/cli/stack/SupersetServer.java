package io.mujun.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.cli.stack.trino.TrinoConfiguration;
import io.mujun.warehouse.access.AccessPolicy;
import io.mujun.warehouse.access.Role;
import io.mujun.warehouse.access.User;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The embedded Superset: on the loopback address, in a private virtual environment, its metadata in
 * the embedded PostgreSQL, its users and boards as declared.
 */
public final class SupersetServer implements AutoCloseable {
  static final String NAME = "superset";
  private static final String SETUP = "superset-setup";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The service account by which Superset asks Trino; the same user is declared in access. */
  private static final String SERVICE_USER = "superset";

  /** Where set, Python's HTTP client prefers them to the certificate that it is given. */
  private static final Set<String> WITHHELD = Set.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

  private final Settings settings;
  private final ManagedServer server;

  private SupersetServer(Settings settings, ManagedServer server) {
    this.settings = settings;
    this.server = server;
  }

  /**
   * Installs Superset where it is not, brings users and boards to what is declared, and attaches to
   * the server or starts it.
   *
   * @param access the users; their passwords are those they have in Trino
   * @throws io.mujun.warehouse.MujunException what {@link SupersetEnvironment#ensure} and the setup
   *     throw, PORT_TAKEN or SERVER_START
   */
  static SupersetServer open(
      Settings settings,
      PostgresServer postgres,
      TrinoServer trino,
      AccessPolicy access,
      Progress progress) {
    SupersetEnvironment environment = install(settings, progress);
    Map<String, String> variables = variables(settings, postgres);
    setUp(settings, environment, variables, specification(settings, trino, access), progress);
    String fingerprint =
        new Fingerprint()
            .contents(scripts(settings).resolve("superset_config.py"))
            .contents(scripts(settings).resolve("gunicorn.conf.py"))
            .contents(scripts(settings).resolve("requirements.lock"))
            .text(variables.get("SUPERSET_METADATA_URI"))
            .hex();
    ServerDefinition definition =
        new ServerDefinition(
            NAME,
            "Superset",
            settings.supersetPort(),
            Settings.SUPERSET_PORT,
            fingerprint,
            () -> {
              progress.tell("Starting Superset");
              return new ProcessLaunch(
                  List.of(
                      environment.program("gunicorn").toString(),
                      "-c",
                      scripts(settings).resolve("gunicorn.conf.py").toString(),
                      "superset.app:create_app()"),
                  home(settings),
                  variables,
                  WITHHELD);
            },
            () -> answers(settings.supersetPort()),
            LIMIT);
    return new SupersetServer(settings, ManagedServer.open(settings, definition));
  }

  /** Installs Superset where it is not. */
  static SupersetEnvironment install(Settings settings, Progress progress) {
    DataFolder.prepare(settings);
    SupersetEnvironment environment = new SupersetEnvironment(settings);
    Mutex.whileHeld(settings, SETUP, () -> environment.ensure(progress));
    return environment;
  }

  /** The address for a browser. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + settings.supersetPort() + "/");
  }

  /** From now on the server runs until it is stopped on purpose. */
  void keepRunning() {
    server.keepRunning();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Whether a Superset answers on a port. */
  static boolean answers(int port) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/health").toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(10_000);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static void setUp(
      Settings settings,
      SupersetEnvironment environment,
      Map<String, String> variables,
      JsonNode specification,
      Progress progress) {
    ProcessLaunch launch =
        new ProcessLaunch(
            List.of(
                environment.program("python").toString(),
                scripts(settings).resolve("mujun_superset.py").toString()),
            home(settings),
            variables,
            WITHHELD);
    try (EngineProcess setup =
        EngineProcess.start(settings, new EngineLaunch(SETUP, launch), specification)) {
      setup.finish(event -> progress.tell("Superset: " + event.path("message").asText()));
    }
  }

  private static Map<String, String> variables(Settings settings, PostgresServer postgres) {
    return Map.of(
        "SUPERSET_CONFIG_PATH", scripts(settings).resolve("superset_config.py").toString(),
        "SUPERSET_SECRET_KEY", new Secrets(settings).secret("superset-key"),
        "SUPERSET_METADATA_URI",
            "postgresql+psycopg2://%s:%s@127.0.0.1:%d/%s"
                .formatted(
                    postgres.user(), postgres.password(), postgres.port(), PostgresServer.SUPERSET),
        "SUPERSET_HOME", home(settings).toString(),
        "SUPERSET_PORT", Integer.toString(settings.supersetPort()),
        "PYTHONDONTWRITEBYTECODE", "1");
  }

  /** What {@code mujun_superset.py} reads. */
  private static JsonNode specification(Settings settings, TrinoServer trino, AccessPolicy access) {
    Secrets secrets = new Secrets(settings);
    ObjectNode specification = JSON.createObjectNode();
    specification.put("bundle", settings.home().resolve("dashboards/bundle").toString());
    specification
        .putObject("trino")
        .put(
            "uri",
            "trino://%s@localhost:%d/%s"
                .formatted(SERVICE_USER, trino.port(), TrinoConfiguration.CATALOG))
        .put("password", secrets.secret(TrinoConfiguration.passwordName(SERVICE_USER)))
        .put("certificate", trino.certificate().toString());
    ArrayNode users = specification.putArray("users");
    for (User user : access.users()) {
      if (user.role().boards() != Role.Boards.NONE) {
        users
            .addObject()
            .put("username", user.name())
            .put("password", secrets.secret(TrinoConfiguration.passwordName(user.name())))
            .put("name", user.label())
            .put("role", user.role().boards().name().toLowerCase(Locale.ROOT));
      }
    }
    return specification;
  }

  private static Path scripts(Settings settings) {
    return settings.home().resolve("dashboards/superset");
  }

  private static Path home(Settings settings) {
    return settings.data().resolve("superset");
  }
}
