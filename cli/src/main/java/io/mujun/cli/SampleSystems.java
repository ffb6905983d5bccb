package io.mujun.cli;

import io.mujun.cli.stack.PostgresServer;
import io.mujun.cli.stack.Secrets;
import io.mujun.sample.SampleCounty;
import io.mujun.sample.SampleCounty.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The sample county systems: databases of the embedded PostgreSQL, and a portal. */
final class SampleSystems {
  private static final String PORTAL = "county_portal";
  private static final String PORTAL_USER = "mujun";

  private final Workspace workspace;
  private final Path samples;
  private final SampleCounty county;

  SampleSystems(Workspace workspace) {
    this.workspace = workspace;
    this.samples = workspace.settings().home().resolve("samples");
    this.county = new SampleCounty(samples.resolve("databases"));
  }

  /** Days of handover, oldest first. */
  List<String> deliveries() {
    return county.deliveries();
  }

  /** The folder of a delivery's ledgers. */
  Path ledgers(String delivery) {
    return samples.resolve("ledgers").resolve(delivery);
  }

  /**
   * Makes the databases with their tables and roles, and tells {@code connections.yaml} of those
   * that it does not name yet.
   */
  void create() throws SQLException {
    PostgresServer postgres = workspace.postgres();
    Secrets secrets = new Secrets(workspace.settings());
    for (Database database : Database.values()) {
      postgres.ensureDatabase(database.databaseName());
      try (Connection connection = postgres.connect(database.databaseName())) {
        county.createSchema(connection, database);
        county.setPassword(connection, database, secrets.secret(database.roleName()));
      }
    }
    secrets.secret(PORTAL);
    List<Connections.Sample> samples = new ArrayList<>();
    for (Database database : Database.values()) {
      samples.add(Connections.Sample.ofDatabase(database.databaseName(), database.roleName()));
    }
    samples.add(Connections.Sample.ofPortal(PORTAL, PORTAL_USER));
    Connections.of(workspace).addSamples(samples);
  }

  /** Does to the databases what the county did up to a day of handover. */
  void load(String delivery) throws SQLException {
    for (Database database : Database.values()) {
      try (Connection connection = workspace.postgres().connect(database.databaseName())) {
        county.load(connection, database, delivery);
      }
    }
  }
}
