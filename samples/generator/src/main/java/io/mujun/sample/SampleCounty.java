package io.mujun.sample;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample county's databases: their schemas, and what each delivery does to their rows. Which
 * deliveries a database holds is kept in it, in {@code sample.delivery}.
 *
 * @param databases folder with {@code schema/<database>.sql} and {@code <delivery>/<database>.sql},
 *     usually {@code samples/databases}
 */
public record SampleCounty(Path databases) {
  private static final String KEPT =
      """
      create schema if not exists sample;
      create table if not exists sample.delivery (file varchar(100) primary key);
      """;
  private static final String KEEP =
      "insert into sample.delivery (file) values (?) on conflict do nothing";

  /** A database of the county. */
  public enum Database {
    /** 前置库: exchange tables with change columns. */
    EXCHANGE("county_exchange", "county_exchange_reader"),
    /** 审批库: the approval system, captured from its log. */
    APPROVAL("county_approval", "county_approval_capture");

    private final String databaseName;
    private final String roleName;

    Database(String databaseName, String roleName) {
      this.databaseName = databaseName;
      this.roleName = roleName;
    }

    /** Name of the database and of its SQL files. */
    public String databaseName() {
      return databaseName;
    }

    /** Role that ingestion connects as; it may only read, and in the approval system replicate. */
    public String roleName() {
      return roleName;
    }
  }

  /** What loading a delivery did. */
  public enum Loading {
    LOADED,
    ALREADY_LOADED
  }

  /** The deliveries that there are SQL files of, oldest first, such as {@code 2024-11-15}. */
  public List<String> deliveries() {
    try (Stream<Path> folders = Files.list(databases)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches("\\d{4}-\\d{2}-\\d{2}"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Creates tables, publication and role where they are absent.
   *
   * @param connection to the database, as a user who may create roles
   * @throws MujunException {@code SAMPLE_LOAD_FAILED} with the file and the database's reason
   */
  public void createSchema(Connection connection, Database database) {
    String file = "schema/" + database.databaseName() + ".sql";
    inTransaction(
        connection,
        file,
        () -> {
          execute(connection, KEPT);
          execute(connection, read(file));
          return Loading.LOADED;
        });
  }

  /**
   * Gives the role that ingestion connects as its password.
   *
   * @throws MujunException {@code SAMPLE_LOAD_FAILED}
   */
  public void setPassword(Connection connection, Database database, String password) {
    inTransaction(
        connection,
        database.roleName(),
        () -> {
          execute(connection, alterRole(connection, database.roleName(), password));
          return Loading.LOADED;
        });
  }

  /**
   * Does to the rows what a delivery did, whole or not at all. A delivery that the database already
   * holds is left alone.
   *
   * @throws MujunException {@code SAMPLE_LOAD_FAILED} with the file and the database's reason
   */
  public Loading load(Connection connection, Database database, String delivery) {
    String file = delivery + "/" + database.databaseName() + ".sql";
    return inTransaction(
        connection,
        file,
        () -> {
          try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, file);
            if (keep.executeUpdate() == 0) {
              return Loading.ALREADY_LOADED;
            }
          }
          execute(connection, read(file));
          return Loading.LOADED;
        });
  }

  private String read(String file) throws SQLException {
    try {
      return Files.readString(databases.resolve(file));
    } catch (IOException unreadable) {
      throw new SQLException("cannot be read; the deliveries are " + deliveries(), unreadable);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The statement takes no parameters, so the server quotes what goes into it. */
  private static String alterRole(Connection connection, String role, String password)
      throws SQLException {
    try (PreparedStatement format =
        connection.prepareStatement("select format('alter role %I password %L', ?, ?)")) {
      format.setString(1, role);
      format.setString(2, password);
      try (ResultSet row = format.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** Work on a database that may fail. */
  private interface Work {
    Loading run() throws SQLException;
  }

  private static Loading inTransaction(Connection connection, String what, Work work) {
    try {
      boolean automatic = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        Loading loading = work.run();
        connection.commit();
        return loading;
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      } finally {
        connection.setAutoCommit(automatic);
      }
    } catch (SQLException failed) {
      throw new MujunException(
          "SAMPLE_LOAD_FAILED",
          "The sample county's databases cannot be loaded, at %s: %s"
              .formatted(what, failed.getMessage()),
          failed);
    }
  }
}
