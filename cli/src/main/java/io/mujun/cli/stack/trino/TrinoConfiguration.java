package io.mujun.cli.stack.trino;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.access.AccessPolicy;
import io.mujun.warehouse.access.TrinoRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The files that a Trino server starts from, its command line, and the address at which it is found
 * then. The server listens on the loopback address alone, over HTTPS alone, and asks everybody for
 * a password. It reads the warehouse and never writes to it.
 */
public final class TrinoConfiguration {
  /** The Iceberg catalog's name, in Trino as in every engine. */
  public static final String CATALOG = "mujun";

  private static final String MAIN = "io.mujun.trino.MujunTrinoServer";
  private static final String CATALOG_PASSWORD = "TRINO_CATALOG_PASSWORD";
  private static final String KEYSTORE_PASSWORD = "TRINO_KEYSTORE_PASSWORD";
  private static final String SHARED_SECRET = "TRINO_SHARED_SECRET";

  private final TrinoSettings settings;
  private final UnaryOperator<String> secrets;
  private final ServerCertificate certificate;
  private final Path etc;

  /**
   * @param settings where the server lives
   * @param secrets the secret of a name, made on first use and the same for ever after
   */
  public TrinoConfiguration(TrinoSettings settings, UnaryOperator<String> secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.certificate = new ServerCertificate(settings.folder());
    this.etc = settings.folder().resolve("etc");
  }

  /** The name under which the password of a Trino user is kept among the secrets. */
  public static String passwordName(String user) {
    return "trino-user-" + user;
  }

  /** The server's certificate as PEM, for clients to trust. */
  public Path certificate() {
    return certificate.certificate();
  }

  /** The JDBC URL, without user and password. */
  public String jdbcUrl() {
    return "jdbc:trino://localhost:%d/%s?SSL=true&SSLTrustStorePath=%s"
        .formatted(settings.port(), CATALOG, certificate().toUri().getRawPath());
  }

  /** Answers without a password; {@code "starting":false} in it means ready. */
  public String infoUrl() {
    return "https://localhost:%d/v1/info".formatted(settings.port());
  }

  /**
   * Writes every file, from nothing or over what is there. A running server takes up changed users
   * and rules within seconds, and everything else when it is started again.
   *
   * @param warehouse the declarations that users and rules are generated from
   * @param javaHome a JDK, for its keytool
   * @param now the time to judge the certificate's validity by
   * @throws MujunException TRINO_CONFIGURATION_FAILED, CERTIFICATE_FAILED, or what the declarations
   *     are refused with
   */
  public void write(Warehouse warehouse, Path javaHome, Instant now) {
    AccessPolicy policy = warehouse.access();
    String rules =
        new TrinoRules(CATALOG, policy, warehouse.contracts(), warehouse.scopes()).json();
    try {
      PrivateFiles.folder(settings.folder());
      PrivateFiles.folder(etc);
      PrivateFiles.folder(etc.resolve("catalog"));
      certificate.ensure(javaHome, secrets.apply("trino-keystore"), now);
      PrivateFiles.write(etc.resolve("rules.json"), rules);
      PrivateFiles.write(
          etc.resolve("users"), PasswordHashes.of(etc.resolve("users"), passwords(policy)));
      PrivateFiles.writeProperties(etc.resolve("config.properties"), server());
      PrivateFiles.writeProperties(etc.resolve("catalog/mujun.properties"), catalog());
      PrivateFiles.writeProperties(
          etc.resolve("access-control.properties"),
          Map.of(
              "access-control.name", "file",
              "security.config-file", etc.resolve("rules.json").toString(),
              "security.refresh-period", "5s"));
      PrivateFiles.writeProperties(
          etc.resolve("password-authenticator.properties"),
          Map.of(
              "password-authenticator.name",
              "mujun",
              "users-file",
              etc.resolve("users").toString()));
    } catch (IOException e) {
      throw new MujunException(
          "TRINO_CONFIGURATION_FAILED",
          "Trino's configuration cannot be written to %s: %s. Make the folder writable."
              .formatted(settings.folder(), e),
          e);
    }
  }

  /**
   * How to start the server after {@link #write}.
   *
   * @param javaHome home of a JDK 25 or later
   */
  public TrinoLaunch launch(Path javaHome) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(CATALOG_PASSWORD, settings.catalog().password());
    environment.put(KEYSTORE_PASSWORD, secrets.apply("trino-keystore"));
    environment.put(SHARED_SECRET, secrets.apply("trino-internal"));
    List<String> command =
        List.of(
            javaHome.resolve("bin/java").toString(),
            "-Xmx1g",
            // Ready with 6 s of processor time rather than 15; a warm aggregate takes half as long
            // again, see docs/decisions/0010.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=256M",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules=jdk.incubator.vector",
            "-Dconfig=" + etc.resolve("config.properties"),
            "-cp",
            settings.installation().resolve("lib") + "/*",
            MAIN);
    return new TrinoLaunch(command, Map.copyOf(environment), settings.folder());
  }

  private Map<String, String> passwords(AccessPolicy policy) {
    Map<String, String> passwords = new LinkedHashMap<>();
    policy
        .users()
        .forEach(user -> passwords.put(user.name(), secrets.apply(passwordName(user.name()))));
    return passwords;
  }

  private Map<String, String> server() {
    Map<String, String> server = new LinkedHashMap<>();
    server.put("node.environment", "mujun");
    server.put("node.id", "mujun");
    server.put("node.internal-address", "127.0.0.1");
    server.put("node.bind-ip", "127.0.0.1");
    server.put("coordinator", "true");
    server.put("node-scheduler.include-coordinator", "true");
    server.put("discovery.uri", "https://127.0.0.1:" + settings.port());
    server.put("plugin.dir", settings.installation().resolve("plugin").toString());
    server.put("catalog.config-dir", etc.resolve("catalog").toString());
    server.put("access-control.config-files", etc.resolve("access-control.properties").toString());
    server.put(
        "password-authenticator.config-files",
        etc.resolve("password-authenticator.properties").toString());
    server.put("http-server.authentication.type", "PASSWORD");
    server.put("http-server.http.enabled", "false");
    server.put("http-server.https.enabled", "true");
    server.put("http-server.https.port", Integer.toString(settings.port()));
    server.put("http-server.https.keystore.path", certificate.keystore().toString());
    server.put("http-server.https.keystore.key", variable(KEYSTORE_PASSWORD));
    server.put("internal-communication.https.required", "true");
    server.put("internal-communication.https.truststore.path", certificate().toString());
    server.put("internal-communication.shared-secret", variable(SHARED_SECRET));
    server.put("web-ui.enabled", "false");
    server.put("query.max-memory", "400MB");
    server.put("query.max-memory-per-node", "400MB");
    server.put("memory.heap-headroom-per-node", "250MB");
    server.put("sql.forced-session-time-zone", "Asia/Shanghai");
    return server;
  }

  private Map<String, String> catalog() {
    Map<String, String> catalog = new LinkedHashMap<>();
    catalog.put("connector.name", "iceberg");
    catalog.put("iceberg.catalog.type", "jdbc");
    catalog.put("iceberg.jdbc-catalog.driver-class", "org.postgresql.Driver");
    catalog.put("iceberg.jdbc-catalog.connection-url", settings.catalog().url());
    catalog.put("iceberg.jdbc-catalog.connection-user", settings.catalog().user());
    catalog.put("iceberg.jdbc-catalog.connection-password", variable(CATALOG_PASSWORD));
    catalog.put("iceberg.jdbc-catalog.catalog-name", CATALOG);
    catalog.put("iceberg.jdbc-catalog.schema-version", "V1");
    catalog.put("iceberg.jdbc-catalog.default-warehouse-dir", "file://" + settings.warehouse());
    catalog.put("iceberg.security", "read_only");
    catalog.put("fs.local.enabled", "true");
    catalog.put("local.location", "/");
    return catalog;
  }

  private static String variable(String name) {
    return "${ENV:" + name + "}";
  }
}
