package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.sample.SampleCounty.Database;
import io.mujun.sample.SampleCounty.Loading;
import io.mujun.warehouse.MujunException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCountyIT {
  private static final Path REPOSITORY = Path.of("../..");
  private static final String FIRST = "2024-11-15";
  private static final String SECOND = "2024-11-22";

  private static EmbeddedPostgres postgres;

  @TempDir Path folder;
  private final SampleCounty county = new SampleCounty(REPOSITORY.resolve("samples/databases"));
  private String url;
  private Connection connection;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    url = createDatabase();
    connection = DriverManager.getConnection(url, "postgres", "postgres");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void eachDeliveryIsLoadedOnce() throws SQLException {
    for (Database database : Database.values()) {
      county.createSchema(connection, database);
      county.createSchema(connection, database);
    }
    assertThat(county.deliveries()).containsExactly(FIRST, SECOND);
    assertThat(county.load(connection, Database.APPROVAL, FIRST)).isEqualTo(Loading.LOADED);
    assertThat(items()).isEqualTo("35 27");
    assertThat(county.load(connection, Database.APPROVAL, SECOND)).isEqualTo(Loading.LOADED);
    assertThat(items()).isEqualTo("36 27");
    for (String delivery : county.deliveries()) {
      assertThat(county.load(connection, Database.APPROVAL, delivery))
          .isEqualTo(Loading.ALREADY_LOADED);
    }
    assertThat(items()).isEqualTo("36 27");
  }

  @Test
  void roleReadsWithItsPassword() throws SQLException {
    county.createSchema(connection, Database.EXCHANGE);
    county.load(connection, Database.EXCHANGE, FIRST);
    county.setPassword(connection, Database.EXCHANGE, "it's 100% secret");
    String role = Database.EXCHANGE.roleName();
    try (Connection reader = DriverManager.getConnection(url, role, "it's 100% secret")) {
      assertThat(text(reader, "select count(*) > 0 from qz_xmxx")).isEqualTo("t");
      assertThatThrownBy(() -> text(reader, "delete from qz_xmxx returning 1"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void deliveryThatFailsLeavesNothing() throws Exception {
    Path schema = Files.createDirectories(folder.resolve("schema"));
    Path delivery = Files.createDirectories(folder.resolve(FIRST));
    Files.writeString(schema.resolve("county_exchange.sql"), "create table t (a int);");
    Files.writeString(delivery.resolve("county_exchange.sql"), "insert into t values (1); oops;");
    SampleCounty broken = new SampleCounty(folder);
    broken.createSchema(connection, Database.EXCHANGE);
    assertThatThrownBy(() -> broken.load(connection, Database.EXCHANGE, FIRST))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SAMPLE_LOAD_FAILED"))
        .hasMessageContaining(FIRST + "/county_exchange.sql");
    assertThat(text(connection, "select count(*) from t")).isEqualTo("0");
    Files.writeString(delivery.resolve("county_exchange.sql"), "insert into t values (1);");
    assertThat(broken.load(connection, Database.EXCHANGE, FIRST)).isEqualTo(Loading.LOADED);
  }

  @Test
  void generatedCityIsLoaded() throws SQLException {
    CityGenerator.generate(REPOSITORY, new CityShape(2, 30, 3, 7), folder, file -> {});
    SampleCounty city = new SampleCounty(folder.resolve("databases"));
    for (Database database : Database.values()) {
      city.createSchema(connection, database);
      city.load(connection, database, CityGenerator.DELIVERY);
    }
    assertThat(text(connection, "select count(*) from qz_xmxx")).isEqualTo("60");
    assertThat(text(connection, "select count(*) from sp_bj")).isEqualTo("180");
  }

  /** The address of an empty database, with no user in it. */
  private static String createDatabase() throws SQLException {
    String name = "county_" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
  }

  /** Commitment items and proxy items of Linyi in 2024. */
  private String items() throws SQLException {
    return text(
        connection,
        """
        select
          (select count(*) from sp_cnz where cnbh like 'CN1408212024%')
            || ' ' || (select count(*) from sp_qdb where fwbh like 'QD1408212024%')
        """);
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).as(sql).isTrue();
      return row.getString(1);
    }
  }
}
