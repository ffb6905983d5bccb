package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.cli.stack.Secrets;
import io.mujun.cli.stack.Settings;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where the county systems' databases are: {@code connections.yaml} in the data folder. Passwords
 * stand in files of the folder {@code secrets}, which the entry names.
 */
final class Connections {
  private static final String CODE = "CONNECTION_INVALID";

  private final Settings settings;
  private final Path file;

  Connections(Settings settings) {
    this.settings = settings;
    this.file = settings.data().resolve("connections.yaml");
  }

  /**
   * A database of a county system.
   *
   * @param password never printed
   */
  record Connection(String host, int port, String database, String user, String password) {
    String url() {
      return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    @Override
    public String toString() {
      return url() + " as " + user;
    }
  }

  /**
   * The connection of this name.
   *
   * @throws MujunException {@code CONNECTION_MISSING} with what to write where
   */
  Connection connection(String name) {
    JsonNode entry =
        Files.exists(file)
            ? Yaml.read(file, CODE).node().path(name)
            : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    if (entry.isMissingNode()) {
      throw new MujunException(
          "CONNECTION_MISSING",
          ("%s says nothing of '%s'. Add:%n%s:%n  host: …%n  port: 5432%n  database: %s%n  user: …%n"
                  + "  secret: %s%nand put the password into %s (readable by you alone).")
              .formatted(file, name, name, name, name, settings.secrets().resolve(name)));
    }
    String place = file + ", " + name;
    Yaml.requireKnown(entry, Set.of("host", "port", "database", "user", "secret"), place, CODE);
    return new Connection(
        text(entry, "host", place),
        entry.path("port").asInt(5432),
        text(entry, "database", place),
        text(entry, "user", place),
        password(text(entry, "secret", place)));
  }

  /** Writes the connections of the sample county systems, where there is no file yet. */
  void writeSamples(int port, Iterable<Sample> samples) {
    StringBuilder text =
        new StringBuilder("# Databases of the county systems; see docs/runbook.md.\n");
    for (Sample sample : samples) {
      text.append(
          """
          %s:
            host: 127.0.0.1
            port: %d
            database: %s
            user: %s
            secret: %s
          """
              .formatted(sample.database(), port, sample.database(), sample.role(), sample.role()));
    }
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A sample county system: its database, and the role that reads it. */
  record Sample(String database, String role) {}

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

  private static String text(JsonNode entry, String field, String place) {
    String value = entry.path(field).asText("");
    if (value.isBlank()) {
      throw new MujunException(CODE, place + ": '" + field + "' is missing.");
    }
    return value;
  }
}
