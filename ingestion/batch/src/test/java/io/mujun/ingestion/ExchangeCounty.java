package io.mujun.ingestion;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.exchange.Dialects;
import io.mujun.ingestion.exchange.Drivers;
import io.mujun.ingestion.exchange.ExchangeDatabase;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.source.ExchangeSource;
import io.mujun.warehouse.source.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A county's exchange database with a table of projects, and what the county does to it. */
final class ExchangeCounty {
  static final String TABLE = "ods.project_register";
  static final String LINGSHI = "140729";
  static final String LINYI = "140821";
  static final String LINGCHUAN = "140524";
  static final List<String> PROJECTS =
      List.of(
          "2402-140729-89-01-719904",
          "2308-140524-89-01-782006",
          "2210-140521-89-01-460028",
          "2019-140729-25-03-914753",
          "2305-140524-04-01-677537");
  static final String FIRST_PROJECT = PROJECTS.get(0);
  static final String SECOND_PROJECT = PROJECTS.get(1);

  private final ExchangeDatabase database;
  private final String writer;
  private final String password;
  private final String name;

  private ExchangeCounty(ExchangeDatabase database, String writer, String password, String name) {
    this.database = database;
    this.writer = writer;
    this.password = password;
    this.name = name;
  }

  static ExchangeCounty postgres(String name) throws SQLException {
    return postgres(name, Stage.createDatabase("exchange"));
  }

  static ExchangeCounty postgres(String name, String uri) throws SQLException {
    ExchangeCounty county =
        new ExchangeCounty(postgres(uri, "postgres", "postgres"), "postgres", "postgres", name);
    county.createTable("smallint", "timestamp(3)");
    return county;
  }

  static ExchangeCounty maria(String name) throws SQLException {
    MariaServer server = MariaServer.running();
    ExchangeCounty county =
        new ExchangeCounty(
            maria(server.uri(server.createDatabase()), MariaServer.READER, MariaServer.PASSWORD),
            "root",
            "",
            name);
    county.createTable("tinyint(1)", "datetime(3)");
    return county;
  }

  static ExchangeDatabase postgres(String uri, String user, String password) {
    return database("postgresql", uri, user, password);
  }

  static ExchangeDatabase maria(String uri, String user, String password) {
    return database("mysql", uri, user, password);
  }

  private static ExchangeDatabase database(String kind, String uri, String user, String password) {
    return new ExchangeDatabase(
        new Dialects(Stage.ROOT.resolve("ingestion/dialects")).dialect(kind),
        new Drivers(Path.of("no-drivers")),
        uri,
        Map.of(),
        user,
        password);
  }

  private void createTable(String flag, String time) throws SQLException {
    execute(
        """
        create table qz_xmxx (
          row_guid varchar(36), xzqdm varchar(12), xmdm varchar(32), xmmc varchar(200),
          tyshxydm varchar(18), qymc varchar(200), xmlb varchar(20), jhztz numeric(18, 4),
          barq date, qyrq date, sgxkrq date, kgrq date, rtrq date, cnzsy %s, qdbsy %s,
          zrdw varchar(100), cd_batch varchar(32), cd_operation char(1), cd_time %s)
        """
            .formatted(flag, flag, time));
  }

  void put(String key, String area, String project, String operation, String time)
      throws SQLException {
    execute(
        """
        insert into qz_xmxx
          (row_guid, xzqdm, xmdm, xmmc, jhztz, cnzsy, cd_batch, cd_operation, cd_time)
        values ('%s', '%s', '%s', '某项目', 100, 1, 'b', '%s', %s)
        """
            .formatted(
                key, area, project, operation, time == null ? "null" : "timestamp '" + time + "'"));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.uri(), writer, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  ExchangeDatabase database() {
    return database;
  }

  /** The source file of this county's table: the sample's, under the county's name. */
  ExchangeSource source() {
    return source("");
  }

  ExchangeSource source(String lines) {
    try {
      String text =
          Files.readString(Stage.INGESTION.resolve("sources").resolve("project_register.yaml"))
              .replaceAll("(?m)^(compare|overlap_minutes):.*\n", "")
              .replace("source: project_register", "source: " + name)
              .replace("database: county_exchange", "database: " + name);
      return (ExchangeSource) SourceFiles.parse(lines + text, name);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  List<Receipt> ingest(Stage stage, LocalDate day) {
    return ingest(stage, Stage.rules(), day);
  }

  List<Receipt> ingest(Stage stage, IngestRules rules, LocalDate day) {
    ChangeResult result = read(stage, rules, source(), day, ChangeReading.Depth.CHANGES);
    if (!result.faults().isEmpty()) {
      throw result.faults().get(0);
    }
    return result.receipts();
  }

  ChangeResult read(Stage stage, LocalDate day, ChangeReading.Depth depth) {
    return read(stage, Stage.rules(), source(), day, depth);
  }

  ChangeResult read(
      Stage stage,
      IngestRules rules,
      ExchangeSource source,
      LocalDate day,
      ChangeReading.Depth depth) {
    return ExchangeIngestion.ingest(
        source, database, stage.context(rules, day), depth, IngestProgress.SILENT);
  }
}
