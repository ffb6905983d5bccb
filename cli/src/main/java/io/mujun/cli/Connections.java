package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mujun.cli.stack.Secrets;
import io.mujun.cli.stack.Settings;
import io.mujun.ingestion.exchange.Dialect;
import io.mujun.ingestion.exchange.Dialects;
import io.mujun.ingestion.exchange.Drivers;
import io.mujun.ingestion.exchange.ExchangeDatabase;
import io.mujun.ingestion.portal.Portal;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.source.PortalConvention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the county systems' databases and portals are: {@code connections.yaml} in the data folder,
 * which is people's own. Passwords stand in files of the folder {@code secrets}, which the entry
 * names.
 */
final class Connections {
  private static final String CODE = "CONNECTION_INVALID";
  private static final String EMBEDDED = "embedded";
  private static final Set<String> OWN_OPTIONS = Set.of("user", "password");

  private final Settings settings;
  private final Path file;
  private final int embeddedPort;
  private final Dialects dialects;

  /**
   * @param embeddedPort where the embedded PostgreSQL listens, for entries of {@code server:
   *     embedded}
   */
  Connections(Settings settings, int embeddedPort) {
    this.settings = settings;
    this.file = settings.data().resolve("connections.yaml");
    this.embeddedPort = embeddedPort;
    this.dialects = new Dialects(settings.home().resolve("ingestion/dialects"));
  }

  static Connections of(Workspace workspace) {
    return new Connections(workspace.settings(), workspace.postgres().port());
  }

  /**
   * A database of a county system.
   *
   * @param dialect what its make needs
   * @param password never printed
   * @param options further properties of its driver
   */
  record Connection(
      Dialect dialect,
      String host,
      int port,
      String database,
      String user,
      String password,
      Map<String, String> options) {
    String url() {
      return dialect.url(host, port, database);
    }

    /** As a database of exchange tables. */
    ExchangeDatabase exchange(Drivers drivers) {
      return new ExchangeDatabase(dialect, drivers, url(), options, user, password);
    }

    /**
     * Refuses a database of another kind.
     *
     * @throws MujunException {@code CONNECTION_INVALID}
     */
    Connection ofKind(String kind) {
      if (!dialect.kind().equals(kind)) {
        throw new MujunException(
            CODE,
            "%s is a database of kind '%s'; change streams are read from kind '%s' alone."
                .formatted(this, dialect.kind(), kind));
      }
      return this;
    }

    @Override
    public String toString() {
      return url() + " as " + user;
    }
  }

  /**
   * The connection of this name.
   *
   * @throws MujunException {@code CONNECTION_MISSING} with what to write where, {@code
   *     CONNECTION_INVALID}, {@code CONNECTION_SECRET_MISSING}
   */
  Connection connection(String name) {
    JsonNode entry = entries().path(name);
    if (entry.isMissingNode()) {
      throw new MujunException(
          "CONNECTION_MISSING",
          ("%s says nothing of '%s'. Add:%n%s:%n  host: …%n  port: 5432%n  database: %s%n  user: …%n"
                  + "  secret: %s%nand put the password into %s (readable by you alone).")
              .formatted(file, name, name, name, name, settings.secrets().resolve(name)));
    }
    String place = file + ", " + name;
    boolean embedded = entry.has("server");
    Yaml.requireKnown(
        entry,
        embedded
            ? Set.of("server", "database", "user", "secret")
            : Set.of("kind", "host", "port", "database", "user", "secret", "options"),
        place,
        CODE);
    requireEmbedded(entry, place, "host");
    Dialect dialect = dialects.dialect(entry.path("kind").asText(Dialects.POSTGRESQL));
    Connection connection =
        new Connection(
            dialect,
            embedded ? "127.0.0.1" : text(entry, "host", place),
            embedded ? embeddedPort : port(entry, dialect, place),
            text(entry, "database", place),
            text(entry, "user", place),
            password(text(entry, "secret", place)),
            options(entry, place));
    try {
      connection.url();
    } catch (IllegalArgumentException unfit) {
      throw new MujunException(CODE, place + ": " + unfit.getMessage(), unfit);
    }
    return connection;
  }

  /**
   * A portal of a county system.
   *
   * @param url null: the sample county's, wherever it is started
   * @param user null where its calls are not signed
   * @param secret the key that calls are signed with; never printed; null where they are not
   */
  record PortalEntry(URI url, String user, String secret) {
    /** The same, which listens there. */
    PortalEntry at(URI place) {
      return new PortalEntry(place, user, secret);
    }

    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /**
   * The portal of this name.
   *
   * @throws MujunException {@code CONNECTION_MISSING} with what to write where, {@code
   *     CONNECTION_INVALID}, {@code CONNECTION_SECRET_MISSING}
   */
  PortalEntry portal(String name, PortalConvention convention) {
    JsonNode entry = entries().path(name);
    if (entry.isMissingNode()) {
      throw new MujunException(
          "CONNECTION_MISSING",
          ("%s says nothing of '%s'. Add:%n%s:%n  url: https://…%n  user: …%n  secret: %s%nand put"
                  + " the key that signs calls into %s (readable by you alone).")
              .formatted(file, name, name, name, settings.secrets().resolve(name)));
    }
    String place = file + ", " + name;
    boolean embedded = entry.has("server");
    Yaml.requireKnown(entry, Set.of(embedded ? "server" : "url", "user", "secret"), place, CODE);
    requireEmbedded(entry, place, "url");
    boolean signed = convention.signature() != null;
    PortalEntry portal =
        new PortalEntry(
            null,
            signed ? text(entry, "user", place) : null,
            signed ? password(text(entry, "secret", place)) : null);
    return embedded ? portal : portal.at(url(text(entry, "url", place), place));
  }

  private static URI url(String url, String place) {
    try {
      return Portal.address(url);
    } catch (IllegalArgumentException unfit) {
      throw new MujunException(CODE, place + ": " + unfit.getMessage() + ".", unfit);
    }
  }

  private static void requireEmbedded(JsonNode entry, String place, String other) {
    if (entry.has("server") && !text(entry, "server", place).equals(EMBEDDED)) {
      throw new MujunException(
          CODE,
          "%s: 'server' may only be '%s'; name another by '%s'.".formatted(place, EMBEDDED, other));
    }
  }

  /**
   * Adds the sample county systems under the names of which the file says nothing yet. Whatever
   * stands in it stays as it is.
   */
  void addSamples(List<Sample> samples) {
    JsonNode present = entries();
    List<Sample> missing = samples.stream().filter(sample -> !present.has(sample.name())).toList();
    if (missing.isEmpty()) {
      return;
    }
    String text = Files.exists(file) ? read() : "# See docs/runbook.md.\n";
    StringBuilder extended = new StringBuilder(text);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      extended.append('\n');
    }
    missing.forEach(sample -> extended.append(sample.entry()));
    replace(extended.toString(), missing);
  }

  /**
   * A sample county system.
   *
   * @param name name of the connection
   * @param entry what the file says of it
   */
  record Sample(String name, String entry) {
    /** A database of the embedded PostgreSQL, and the role that reads it. */
    static Sample ofDatabase(String database, String role) {
      return new Sample(
          database,
          """
          # The sample county's, in the embedded PostgreSQL: added by mujun demo.
          %s:
            server: %s
            database: %s
            user: %s
            secret: %s
          """
              .formatted(database, EMBEDDED, database, role, role));
    }

    /** A portal that is started where it is asked for, and whom it lets in. */
    static Sample ofPortal(String name, String user) {
      return new Sample(
          name,
          """
          # The sample county's, started where it is asked for: added by mujun demo.
          %s:
            server: %s
            user: %s
            secret: %s
          """
              .formatted(name, EMBEDDED, user, name));
    }
  }

  /** Replaces the file as a whole, once what was added has been read back. */
  private void replace(String text, List<Sample> added) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file;
      Path draft = Files.createTempFile(target.getParent(), ".connections-", ".yaml");
      try {
        Files.writeString(draft, text);
        JsonNode readBack = Yaml.read(draft, CODE).node();
        if (!added.stream().allMatch(sample -> readBack.has(sample.name()))) {
          throw new MujunException(
              CODE,
              "%s cannot be added to: write it with one entry below the other, as docs/runbook.md shows."
                  .formatted(file));
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private JsonNode entries() {
    boolean empty =
        !Files.exists(file)
            || read().lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
    return empty ? MissingNode.getInstance() : Yaml.read(file, CODE).node();
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new MujunException(CODE, file + " cannot be read: " + unreadable + ".", unreadable);
    }
  }

  private String password(String secret) {
    Path path = settings.secrets().resolve(secret);
    if (!Files.exists(path)) {
      throw new MujunException(
          "CONNECTION_SECRET_MISSING",
          "The file %s, named in %s, is not there. Put the password into it."
              .formatted(path, file));
    }
    return new Secrets(settings).secret(secret);
  }

  private static Map<String, String> options(JsonNode entry, String place) {
    Map<String, String> options = new TreeMap<>();
    JsonNode stated = entry.path("options");
    if (!stated.isMissingNode() && !stated.isObject()) {
      throw new MujunException(CODE, place + ": 'options' has to be a mapping of names to texts.");
    }
    for (Map.Entry<String, JsonNode> option : stated.properties()) {
      if (OWN_OPTIONS.contains(option.getKey()) || !option.getValue().isValueNode()) {
        throw new MujunException(
            CODE,
            place
                + ": 'options' cannot hold '"
                + option.getKey()
                + "': user and secret stand beside it, and every option is a text.");
      }
      options.put(option.getKey(), option.getValue().asText());
    }
    return options;
  }

  private static int port(JsonNode entry, Dialect dialect, String place) {
    JsonNode port = entry.path("port");
    if (port.isMissingNode()) {
      return dialect.port();
    }
    if (!port.isInt() || port.intValue() < 1 || port.intValue() > 65_535) {
      throw new MujunException(CODE, place + ": 'port' has to be a number from 1 to 65535.");
    }
    return port.intValue();
  }

  private static String text(JsonNode entry, String field, String place) {
    String value = entry.path(field).asText("");
    if (value.isBlank()) {
      throw new MujunException(CODE, place + ": '" + field + "' is missing.");
    }
    return value;
  }
}
