package io.mujun.cli.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.cli.publication.PublicationChanges.ChangedCell;
import io.mujun.cli.publication.PublicationChanges.ChangedDefinition;
import io.mujun.cli.publication.PublicationChanges.ChangedNumber;
import io.mujun.cli.publication.PublicationChanges.ChangedRecord;
import io.mujun.cli.publication.PublicationChanges.ChangedStatement;
import io.mujun.cli.publication.PublicationChanges.ReceivedRecord;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.StatementScope;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells what changed between two publications, by queries over the two. */
public final class PublicationComparison {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NUMBERS = "ads.metric_value";
  private static final String METRICS = "dim.metric";
  private static final String STATEMENTS = "ods.statement";

  /** What a number is, besides its key. */
  private static final List<String> SAID =
      List.of("value", "unit", "bound", "null_reason", "applicable", "target", "light");

  private static final int MOST = 10_000;

  private final Connection connection;
  private final Contracts contracts;
  private final PublicationEntry from;
  private final PublicationEntry to;

  /**
   * @param connection to Trino, catalog mujun, as one who may read ods
   * @param contracts the tables as declared now
   */
  public PublicationComparison(
      Connection connection, Contracts contracts, PublicationEntry from, PublicationEntry to) {
    this.connection = connection;
    this.contracts = contracts;
    this.from = from;
    this.to = to;
  }

  /**
   * Compares the two.
   *
   * @throws MujunException {@code SQL_FAILED} with Trino's message
   */
  public PublicationChanges changes() {
    try {
      List<ChangedNumber> numbers = new ArrayList<>();
      long changed = numbers(numbers);
      return new PublicationChanges(
          from.id(), to.id(), definitions(), changed, numbers, statements(), received());
    } catch (SQLException failed) {
      throw new MujunException("SQL_FAILED", failed.getMessage(), failed);
    }
  }

  private List<ChangedDefinition> definitions() throws SQLException {
    List<ChangedDefinition> definitions = new ArrayList<>();
    each(
        """
        select coalesce(a.metric, b.metric), a.metric_version, b.metric_version
        from %s a full join %s b on a.metric = b.metric
        where a.metric_version is distinct from b.metric_version
        order by 1
        """
            .formatted(relation(from, METRICS), relation(to, METRICS)),
        row ->
            definitions.add(
                new ChangedDefinition(row.getString(1), row.getString(2), row.getString(3))));
    return definitions;
  }

  /** Adds the numbers that changed, and returns how many they are. */
  private long numbers(List<ChangedNumber> numbers) throws SQLException {
    Set<String> both = columns(from, NUMBERS);
    both.retainAll(columns(to, NUMBERS));
    List<String> key = contracts.table(NUMBERS).key().stream().filter(both::contains).toList();
    List<String> said = SAID.stream().filter(both::contains).toList();
    long[] count = {0};
    each(
        """
        select count(*) over (), a.%1$s is not null, b.%1$s is not null, %2$s, %3$s, %4$s
        from %5$s a full join %6$s b on %7$s
        where %8$s
        order by %9$s
        limit %10$d
        """
            .formatted(
                key.get(0),
                list(key, "cast(coalesce(a.%1$s, b.%1$s) as varchar)"),
                list(said, "cast(a.%s as varchar)"),
                list(said, "cast(b.%s as varchar)"),
                relation(from, NUMBERS),
                relation(to, NUMBERS),
                joined(key, " and ", "a.%1$s = b.%1$s"),
                joined(said, " or ", "a.%1$s is distinct from b.%1$s"),
                list(key, "coalesce(a.%1$s, b.%1$s)"),
                MOST),
        row -> {
          count[0] = row.getLong(1);
          int place = 4;
          Map<String, String> keys = texts(row, key, place);
          place += key.size();
          Map<String, String> before = row.getBoolean(2) ? texts(row, said, place) : null;
          place += said.size();
          Map<String, String> after = row.getBoolean(3) ? texts(row, said, place) : null;
          numbers.add(new ChangedNumber(keys, before, after));
        });
    return count[0];
  }

  private List<ChangedStatement> statements() throws SQLException {
    List<ChangedStatement> statements = new ArrayList<>();
    each(
        heads() + "select * from changed order by table_name, scope limit " + MOST,
        row ->
            statements.add(
                new ChangedStatement(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    new ArrayList<>())));
    Set<String> tables = new TreeSet<>();
    Map<String, ChangedStatement> byScope = new TreeMap<>();
    for (ChangedStatement statement : statements) {
      tables.add(statement.table());
      byScope.put(statement.table() + "/" + statement.scope(), statement);
    }
    for (String table : tables) {
      if (contracts.contains(table)) {
        records(contracts.table(table), byScope);
      }
    }
    return statements;
  }

  /** The scopes for which another statement holds, as the relation {@code changed}. */
  private String heads() {
    return """
        with held_from as (%s),
        held_to as (%s),
        changed as (
          select
            coalesce(a.table_name, b.table_name) as table_name,
            coalesce(a.scope, b.scope) as scope,
            a.batch_id as from_batch,
            b.batch_id as to_batch,
            b.completeness as completeness
          from held_from a full join held_to b
            on a.table_name = b.table_name and a.scope = b.scope
          where a.batch_id is distinct from b.batch_id
            or a.completeness is distinct from b.completeness
        )
        """
        .formatted(held(from), held(to));
  }

  /** Which statement of each scope a publication goes by. */
  private static String held(PublicationEntry publication) {
    return """
        select
          table_name,
          scope,
          max_by(batch_id, row(received_on, sequence)) as batch_id,
          max_by(completeness, row(received_on, sequence)) as completeness
        from %s
        where received_on <= date '%s'
        group by table_name, scope
        """
        .formatted(relation(publication, STATEMENTS), publication.asAt());
  }

  /** Adds to the statements of a table the records that differ. */
  private void records(Contract contract, Map<String, ChangedStatement> byScope)
      throws SQLException {
    String table = contract.qualifiedName();
    Set<String> known = columns(later(), table);
    List<String> key = contract.key();
    List<String> own =
        contract.ownProperties().stream()
            .map(Property::name)
            .filter(column -> !key.contains(column) && known.contains(column))
            .toList();
    String scoped =
        "(select *, %s as mujun_scope from %s)"
            .formatted(StatementScope.sql(contract, "varchar"), relation(later(), table));
    String side =
        """
        select record.*
        from %1$s record
        join changed on changed.table_name = '%2$s'
          and changed.%3$s = record.batch_id and changed.scope = record.mujun_scope
        """;
    each(
        heads()
            + """
            , record_from as (%1$s),
            record_to as (%2$s)
            select
              coalesce(a.mujun_scope, b.mujun_scope),
              a.source_file, a.source_sheet, a.source_row, a.source_text,
              b.source_file, b.source_sheet, b.source_row, b.source_text,
              %3$s, %4$s, %5$s
            from record_from a full join record_to b
              on a.mujun_scope = b.mujun_scope and %6$s
            where a.batch_id is null or b.batch_id is null or %7$s
            order by 1, %8$s
            limit %9$d
            """
                .formatted(
                    side.formatted(scoped, table, "from_batch"),
                    side.formatted(scoped, table, "to_batch"),
                    list(key, "cast(coalesce(a.%1$s, b.%1$s) as varchar)"),
                    list(own, "cast(a.%s as varchar)"),
                    list(own, "cast(b.%s as varchar)"),
                    joined(key, " and ", "a.%1$s = b.%1$s"),
                    joined(own, " or ", "a.%1$s is distinct from b.%1$s"),
                    list(key, "coalesce(a.%1$s, b.%1$s)"),
                    MOST),
        row -> {
          ChangedStatement statement = byScope.get(table + "/" + row.getString(1));
          if (statement != null) {
            statement.records().add(record(row, key, own));
          }
        });
  }

  private static ChangedRecord record(ResultSet row, List<String> key, List<String> own)
      throws SQLException {
    String before = place(row, 2);
    String after = place(row, 6);
    JsonNode beforeCells = json(row.getString(5));
    JsonNode afterCells = json(row.getString(9));
    int first = 10;
    Map<String, String> keys = texts(row, key, first);
    Map<String, String> said = texts(row, own, first + key.size());
    Map<String, String> says = texts(row, own, first + key.size() + own.size());
    List<ChangedCell> cells = new ArrayList<>();
    for (String column : own) {
      if (!Objects.equals(said.get(column), says.get(column))) {
        cells.add(
            new ChangedCell(
                column,
                said.get(column),
                cell(beforeCells, column),
                says.get(column),
                cell(afterCells, column)));
      }
    }
    return new ChangedRecord(keys, before, after, cells);
  }

  /** File, sheet and row from this column of the result on; null where there is no record. */
  private static String place(ResultSet row, int first) throws SQLException {
    String file = row.getString(first);
    if (file == null) {
      return null;
    }
    String sheet = row.getString(first + 1);
    String line = row.getString(first + 2);
    return file + (sheet == null ? "" : " " + sheet) + (line == null ? "" : " 第" + line + "行");
  }

  private static String cell(JsonNode cells, String column) {
    return cells.path(column).path("cell").asText(null);
  }

  private List<ReceivedRecord> received() throws SQLException {
    List<ReceivedRecord> records = new ArrayList<>();
    String columns = "batch_id, operation, source_database, source_table, source_key";
    for (Contract contract : contracts.layer("ods")) {
      String table = contract.qualifiedName();
      if (contract.statementScope().isEmpty() && contract.property("source_key").isPresent()) {
        each(
            "select %1$s, source_position from %2$s where received_on <= date '%3$s'"
                    .formatted(columns, relation(later(), table), later().asAt())
                + " except select %1$s, source_position from %2$s where received_on <= date '%3$s'"
                    .formatted(columns, relation(earlier(), table), earlier().asAt())
                + " order by 1, 5 limit "
                + MOST,
            row ->
                records.add(
                    new ReceivedRecord(
                        table,
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5))));
      }
    }
    return records;
  }

  private PublicationEntry later() {
    return to.publishedAt().isBefore(from.publishedAt()) ? from : to;
  }

  private PublicationEntry earlier() {
    return later().equals(to) ? from : to;
  }

  /** The columns that a table had then. */
  private Set<String> columns(PublicationEntry publication, String table) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select * from %s limit 0".formatted(relation(publication, table)))) {
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
    }
    return columns;
  }

  private static String relation(PublicationEntry publication, String table) {
    return publication.tableNames().contains(table)
        ? "%s for version as of '%s'".formatted(table, publication.tag())
        : "(select * from %s where false)".formatted(table);
  }

  private static String list(List<String> columns, String form) {
    return joined(columns, ", ", form);
  }

  private static String joined(List<String> columns, String between, String form) {
    return columns.stream().map(form::formatted).collect(Collectors.joining(between));
  }

  private static Map<String, String> texts(ResultSet row, List<String> columns, int first)
      throws SQLException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      texts.put(columns.get(i), row.getString(first + i));
    }
    return texts;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text == null ? "{}" : text);
    } catch (JsonProcessingException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  /** Takes one row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String query, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}
