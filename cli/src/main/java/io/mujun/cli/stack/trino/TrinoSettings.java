package io.mujun.cli.stack.trino;

import java.nio.file.Path;

/**
 * Where the Trino server lives and what it reads.
 *
 * @param installation the assembled server: {@code lib} and {@code plugin}
 * @param folder where configuration, certificate and working files are written; readable by its
 *     owner alone
 * @param port HTTPS port on the loopback address
 * @param catalog the PostgreSQL database of the Iceberg catalog
 * @param warehouse the folder of the tables
 */
public record TrinoSettings(
    Path installation, Path folder, int port, Database catalog, Path warehouse) {

  public TrinoSettings {
    installation = installation.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
    warehouse = warehouse.toAbsolutePath().normalize();
  }

  /**
   * A database as JDBC reaches it.
   *
   * @param url JDBC URL, without credentials
   * @param user a user who may read Iceberg's tables
   * @param password handed to the server in its environment
   */
  public record Database(String url, String user, String password) {
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }
}
