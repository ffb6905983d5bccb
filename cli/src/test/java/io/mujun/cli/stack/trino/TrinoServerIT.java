package io.mujun.cli.stack.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.RowWriter;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrinoServerIT {
  private static final List<String> ZONES =
      List.of("140821", "140521", "140729", "140524", "140406");

  private static final String BEFORE = "published_2024-11-15.1";

  @TempDir private static Path folder;
  private static TrinoTestServer server;
  private static long firstSnapshot;

  @BeforeAll
  static void start() throws Exception {
    server = new TrinoTestServer(folder);
    try (MujunCatalog catalog = server.catalog()) {
      new Declarations(catalog, TrinoTestServer.WAREHOUSE.units())
          .apply(TrinoTestServer.WAREHOUSE.contracts());
      for (String table : List.of("ads.metric_value", "dwd.approval_case", "ods.approval_case")) {
        append(catalog, table);
        addColumn(catalog.table(table));
      }
      firstSnapshot = catalog.table("ads.metric_value").currentSnapshot().snapshotId();
      append(catalog, "ops.refusal");
    }
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "province, '140406,140521,140524,140729,140821'",
    "analyst, '140406,140521,140524,140729,140821'",
    "mujun, '140406,140521,140524,140729,140821'",
    "official_yuncheng, 140821",
    "official_jincheng, '140521,140524'",
    "clerk_lucheng, 140406",
  })
  void shows_each_the_rows_of_their_zones(String user, String zones) throws SQLException {
    assertThat(query(user, "select zone_code from ads.metric_value order by zone_code"))
        .containsExactly(zones.split(","));
    assertThat(
            query(
                user,
                "select zone_code from ads.metric_value for version as of "
                    + firstSnapshot
                    + " order by zone_code"))
        .as("by time travel")
        .containsExactly(zones.split(","));
    assertThat(query(user, "select count(*) from ads.metric_value"))
        .containsExactly(Integer.toString(zones.split(",").length));
  }

  /** A publication is read by its tag, with the columns that its tables had. */
  @Test
  void reads_a_publication_of_before_a_column_was_added() throws SQLException {
    for (String table : List.of("ads.metric_value", "dwd.approval_case", "ods.approval_case")) {
      String known = " from %s for version as of '%s'".formatted(table, BEFORE);
      assertThat(query("mujun", "select count(*), count(zone_code)" + known))
          .containsExactly("5|5");
      assertThat(query("mujun", "select *" + known)).as(table).hasSize(5);
      assertThat(query("mujun", "select distinct remark from " + table)).containsExactly("null");
      assertThatThrownBy(() -> query("mujun", "select remark" + known))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Column 'remark' cannot be resolved");
    }
    assertThat(
            query(
                "clerk_linyi",
                "select zone_code, applicant_name, applicant_identity_number"
                    + " from dwd.approval_case for version as of '%s'".formatted(BEFORE)))
        .as("with the rows and masks of today")
        .containsExactly("140821|张*丰|110105********0021");
    assertThat(
            query(
                "official_jincheng",
                "select v.zone_code from ads.metric_value for version as of '%s' v"
                        .formatted(BEFORE)
                    + " join dwd.approval_case c on c.zone_code = v.zone_code order by 1"))
        .containsExactly("140521", "140524");
  }

  @ParameterizedTest
  @CsvSource({"analyst, wrong", "analyst, ''", "stranger, secret", "ANALYST, wrong"})
  void lets_in_nobody_without_their_password(String user, String password) {
    assertThatThrownBy(
            () -> {
              try (Connection connection = server.connect(user, password, "");
                  Statement statement = connection.createStatement()) {
                statement.executeQuery("select 1");
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(Invalid credentials|Unauthorized|Authentication failed).*");
  }

  @Test
  void masks_personal_columns() throws SQLException {
    String sql =
        "select applicant_name || ' ' || applicant_identity_number from dwd.approval_case"
            + " where zone_code = '140821'";

    assertThat(query("mujun", sql)).containsExactly("张三丰 110105194912310021");
    for (String user : List.of("province", "analyst", "official_yuncheng", "clerk_linyi")) {
      assertThat(query(user, sql)).as(user).containsExactly("张*丰 110105********0021");
    }
    assertThat(
            query("analyst", "select count(*) from dwd.approval_case where applicant_name = '张三丰'"))
        .as("a mask holds in conditions too")
        .containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mujun", "province", "clerk_linyi"})
  void is_read_only(String user) {
    for (String sql :
        List.of(
            "insert into ads.publication (publication_id) values ('x')",
            "delete from ads.metric_value",
            "update ads.metric_value set value = 0",
            "drop table ads.metric_value",
            "alter table ads.metric_value add column x integer",
            "alter table ads.metric_value execute expire_snapshots",
            "truncate table ads.metric_value",
            "create table ads.mine as select 1 x",
            "create view ads.mine as select 1 x",
            "create schema mine",
            "comment on table ads.metric_value is 'x'",
            "call mujun.system.rollback_to_snapshot('ads', 'metric_value', 1)")) {
      assertDenied(user, sql);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "partitions", "snapshots", "entries", "all_entries", "refs"})
  void keeps_metadata_tables_to_the_administrator(String metadata) throws SQLException {
    String sql = "select * from ads.\"metric_value$%s\"".formatted(metadata);

    assertThat(query("mujun", sql)).isNotEmpty();
    for (String user : List.of("clerk_linyi", "official_jincheng", "analyst", "superset")) {
      assertDenied(user, sql);
    }
  }

  @Test
  void leaks_nothing_past_the_row_filter() throws SQLException {
    assertDenied(
        "clerk_linyi",
        "select * from table(mujun.system.table_changes('ads', 'metric_value', 1, %d))"
            .formatted(firstSnapshot));
    assertDenied("clerk_linyi", "select query from system.runtime.queries");
    assertDenied("clerk_linyi", "select * from system.metadata.catalogs");
    assertThat(query("clerk_linyi", "show stats for ads.metric_value"))
        .allSatisfy(row -> assertThat(row).doesNotContain("5.0"));
    assertThat(query("clerk_linyi", "select distinct \"$path\" from ads.metric_value"))
        .singleElement()
        .asString()
        .contains("140821");
  }

  @Test
  void shows_readers_only_what_they_may_read() throws SQLException {
    assertThat(query("analyst", "show schemas")).containsExactlyInAnyOrder("dim", "dwd", "ads");
    assertThat(query("clerk_linyi", "show tables from ops"))
        .containsExactlyInAnyOrder("batch", "refusal", "submission", "warning");
    assertThat(
            query(
                "analyst",
                "select distinct table_schema from information_schema.columns"
                    + " where table_schema <> 'information_schema'"))
        .containsExactlyInAnyOrder("dim", "dwd", "ads");
    assertDenied("superset", "show schemas");
    for (String user : List.of("analyst", "province", "superset")) {
      assertDenied(user, "select * from ods.approval_case");
      assertDenied(user, "select * from ops.refusal");
    }
  }

  @Test
  void shows_analysts_a_comment_on_every_table_and_column() throws SQLException {
    assertThat(
            query(
                "analyst",
                "select schema_name || '.' || table_name from system.metadata.table_comments"
                    + " where catalog_name = 'mujun' and schema_name in ('dim', 'dwd', 'ads')"
                    + " and coalesce(comment, '') = ''"))
        .isEmpty();
    assertThat(
            query(
                "analyst",
                "select table_schema || '.' || table_name || '.' || column_name"
                    + " from information_schema.columns"
                    + " where table_schema in ('dim', 'dwd', 'ads')"
                    + " and coalesce(comment, '') = ''"))
        .isEmpty();
  }

  @Test
  void lets_the_boards_ask_in_their_readers_names_alone() throws SQLException {
    String sql = "select zone_code from ads.metric_value";

    assertThat(impersonate("superset", "clerk_linyi", sql)).containsExactly("140821");
    assertThat(impersonate("superset", "province", sql)).hasSize(ZONES.size());
    assertDenied("superset", sql);
    for (String other : List.of("mujun", "stranger")) {
      assertThatThrownBy(() -> impersonate("superset", other, sql))
          .hasMessageContaining("Access Denied");
    }
    assertThatThrownBy(() -> impersonate("analyst", "province", sql))
        .hasMessageContaining("Access Denied");
  }

  @Test
  void listens_on_the_loopback_address_alone() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress other : others) {
      try (Socket socket = new Socket()) {
        assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, server.port()), 2_000))
            .as("%s", other)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void keeps_its_files_to_their_owner() throws IOException {
    try (Stream<Path> files = Files.walk(server.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(server.folder().resolve("var"))) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as("%s", file)
              .isEqualTo("rw-------");
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain("secret-of-");
      }
    }
  }

  private static void assertDenied(String user, String sql) {
    assertThatThrownBy(() -> query(user, sql))
        .as("%s: %s", user, sql)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Access Denied");
  }

  private static List<String> impersonate(String service, String user, String sql)
      throws SQLException {
    try (Connection connection =
        server.connect(service, TrinoTestServer.password(service), "&sessionUser=" + user)) {
      return query(connection, sql);
    }
  }

  private static List<String> query(String user, String sql) throws SQLException {
    try (Connection connection = server.connect(user)) {
      return query(connection, sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          values.add(String.valueOf(rows.getObject(column)));
        }
        texts.add(String.join("|", values));
      }
      return texts;
    }
  }

  /** Names the table as it stands, and adds a column to it. */
  private static void addColumn(Table table) {
    table.manageSnapshots().createTag(BEFORE, table.currentSnapshot().snapshotId()).commit();
    table.updateSchema().addColumn("remark", Types.StringType.get(), "备注").commit();
  }

  private static void append(MujunCatalog catalog, String name) {
    Table table = catalog.table(name);
    Contract contract = TrinoTestServer.WAREHOUSE.contracts().table(name);
    AppendFiles append = table.newAppend();
    RowWriter.write(table, ZONES.stream().map(zone -> row(contract, zone)).toList())
        .forEach(append::appendFile);
    append.commit();
  }

  private static Map<String, Object> row(Contract contract, String zone) {
    Map<String, Object> row = new HashMap<>();
    for (Property column : contract.properties()) {
      if (column.isRequired()) {
        row.put(column.name(), any(column));
      }
    }
    row.put("zone_code", zone);
    row.replace("scope_kind", "zone");
    row.replace("scope_code", zone);
    contract.property("applicant_name").ifPresent(column -> row.put(column.name(), "张三丰"));
    contract
        .property("applicant_identity_number")
        .ifPresent(column -> row.put(column.name(), "110105194912310021"));
    return row;
  }

  private static Object any(Property column) {
    return switch (column.type().kind()) {
      case STRING -> "x";
      case BOOLEAN -> true;
      case INT -> 1;
      case LONG -> 1L;
      case DECIMAL -> BigDecimal.ONE;
      case DATE -> LocalDate.of(2024, 11, 1);
      case TIMESTAMP -> LocalDateTime.of(2024, 11, 1, 8, 0);
    };
  }
}
