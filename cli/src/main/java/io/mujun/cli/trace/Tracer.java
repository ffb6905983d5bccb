package io.mujun.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.cli.publication.KnownQuery;
import io.mujun.cli.trace.NumberTrace.Cells;
import io.mujun.cli.trace.NumberTrace.Definition;
import io.mujun.cli.trace.NumberTrace.Fact;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.access.Role;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes the numbers of one publication apart, by queries over that publication. */
public final class Tracer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SCALE = 6;

  /** Spark rounds a quotient twice before it is shown. */
  private static final BigDecimal TOLERANCE = BigDecimal.ONE.movePointLeft(SCALE);

  private static final int MOST_SHOWN = 100;

  private final Connection connection;
  private final PublicationEntry publication;
  private final KnownQuery known;
  private final Metrics metrics;
  private final Contracts contracts;
  private final Units units;
  private final Role role;

  /**
   * @param connection to Trino, as one whose rows are to be seen
   * @param publication whose numbers
   * @param declared the declarations by which they were computed
   * @param role what the connection's user may read
   */
  public Tracer(
      Connection connection, PublicationEntry publication, Warehouse declared, Role role) {
    this.connection = connection;
    this.publication = publication;
    this.known = new KnownQuery(publication);
    this.metrics = declared.metrics();
    this.contracts = declared.contracts();
    this.units = declared.units();
    this.role = role;
  }

  /** How far a number made of others is followed. */
  public enum Depth {
    /** To the numbers that it is made of. */
    ONE,
    /** Each of these in turn. */
    ALL
  }

  /**
   * Takes one number apart.
   *
   * @param scope what it is about, as {@code city:140500}
   * @param limit how many rows are shown at most
   * @throws MujunException {@code METRIC_UNKNOWN}; {@code TRACE_NO_NUMBER} where there is none, or
   *     none that the user sees; {@code TRACE_UNPRINTABLE}; {@code SQL_FAILED}
   */
  public NumberTrace trace(String metric, String scope, YearMonth month, int limit, Depth depth) {
    TraceSql sql = sql(metric);
    String condition = condition(scope, month);
    try {
      List<TracedNumber> numbers = numbers(sql, metrics.measure(metric, "trace"), condition);
      if (numbers.isEmpty()) {
        throw none(metric, scope, month, condition);
      }
      TracedNumber number = numbers.get(0);
      String query = sql.rows(condition, limit);
      List<Contract> read = contracts.layer("ods").stream().filter(this::isRead).toList();
      List<Fact> facts = facts(sql, query, read);
      List<NumberTrace> parts = new ArrayList<>();
      if (depth == Depth.ALL && sql.isComposed()) {
        for (Fact fact : facts) {
          Map<String, String> part = fact.columns();
          parts.add(
              trace(
                  part.get("part_metric"),
                  part.get("part_kind") + ":" + part.get("part_code"),
                  month,
                  limit,
                  depth));
        }
      }
      return new NumberTrace(
          number,
          definition(number),
          facts,
          read.isEmpty() ? Cells.HIDDEN : Cells.READ,
          known.of(query),
          parts);
    } catch (SQLException failed) {
      throw new MujunException("SQL_FAILED", failed.getMessage(), failed);
    }
  }

  /**
   * Takes every published number apart that the user sees.
   *
   * @throws MujunException {@code SQL_FAILED}
   */
  public CheckedNumbers all() {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, 0L);
    }
    Map<String, Long> byMetric = new LinkedHashMap<>();
    Map<String, String> untraced = new LinkedHashMap<>();
    List<TracedNumber> differing = new ArrayList<>();
    try {
      Map<String, Long> published = published();
      for (Map.Entry<String, Long> metric : published.entrySet()) {
        try {
          List<TracedNumber> numbers =
              numbers(sql(metric.getKey()), metrics.measure(metric.getKey(), "trace"), "true");
          byMetric.put(metric.getKey(), (long) numbers.size());
          for (TracedNumber number : numbers) {
            outcomes.merge(number.outcome(), 1L, Long::sum);
            if (number.outcome() == Outcome.DIFFERS && differing.size() < MOST_SHOWN) {
              differing.add(number);
            }
          }
        } catch (MujunException unprintable) {
          if (!unprintable.code().equals("TRACE_UNPRINTABLE")) {
            throw unprintable;
          }
          untraced.put(metric.getKey(), unprintable.getMessage());
        }
      }
      return new CheckedNumbers(
          publication.id(),
          published.values().stream().mapToLong(Long::longValue).sum(),
          outcomes,
          byMetric,
          untraced,
          differing);
    } catch (SQLException failed) {
      throw new MujunException("SQL_FAILED", failed.getMessage(), failed);
    }
  }

  private Map<String, Long> published() throws SQLException {
    Map<String, Long> published = new LinkedHashMap<>();
    each(
        "select metric, count(*) from ads.metric_value where value is not null"
            + " group by metric order by metric",
        row -> published.put(row.getString(1), row.getLong(2)));
    return published;
  }

  private TraceSql sql(String metric) {
    Measure measure = metrics.measure(metric, "trace");
    MetricView view =
        metrics.views().stream()
            .filter(each -> each.measures().contains(measure))
            .findFirst()
            .orElseThrow();
    return new TraceSql(view, measure, metrics, contracts, TraceSql.day(publication.asAt()));
  }

  private List<TracedNumber> numbers(TraceSql sql, Measure measure, String condition)
      throws SQLException {
    List<TracedNumber> numbers = new ArrayList<>();
    each(sql.sums(condition), row -> numbers.add(number(sql, measure, row)));
    return numbers;
  }

  private TracedNumber number(TraceSql sql, Measure measure, ResultSet row) throws SQLException {
    BigDecimal numerator = row.getBigDecimal("numerator");
    BigDecimal denominator = row.getBigDecimal("denominator");
    LocalDate period = LocalDate.parse(row.getString("number_period"));
    BigDecimal value = row.getBigDecimal("value");
    BigDecimal tracedNumerator = figure(sql.numerator(), row, "numerator");
    BigDecimal tracedDenominator = figure(sql.denominator(), row, "denominator");
    Unit unit = units.unit(measure.unit(), measure.name());
    BigDecimal tracedValue =
        Formula.value(
                measure,
                tracedNumerator == null ? numerator : tracedNumerator,
                tracedDenominator == null ? denominator : tracedDenominator,
                period)
            .map(base -> unit.fromBase(base, SCALE))
            .orElse(null);
    boolean agrees =
        agrees(sql.numerator(), numerator, tracedNumerator)
            && agrees(sql.denominator(), denominator, tracedDenominator)
            && (tracedValue == null || tracedValue.subtract(value).abs().compareTo(TOLERANCE) <= 0);
    return new TracedNumber(
        measure.name(),
        row.getString("number_kind") + ":" + row.getString("number_code"),
        period,
        value,
        row.getString("unit"),
        row.getString("bound"),
        numerator,
        denominator,
        row.getInt("covered_zones"),
        row.getInt("applicable_zones"),
        row.getString("metric_version"),
        row.getString("publication_id"),
        row.getLong("rows_counted"),
        tracedNumerator,
        tracedDenominator,
        tracedValue,
        agrees ? outcome(sql, tracedValue) : Outcome.DIFFERS);
  }

  private static Outcome outcome(TraceSql sql, BigDecimal tracedValue) {
    if (tracedValue == null
        || sql.numerator().kind() == Share.Kind.FUNCTION
        || sql.denominator().kind() == Share.Kind.FUNCTION) {
      return Outcome.FUNCTION;
    }
    return sql.numerator().kind() == Share.Kind.PERCENTILE
            || sql.denominator().kind() == Share.Kind.PERCENTILE
        ? Outcome.RECOMPUTED
        : Outcome.SUMS;
  }

  private static boolean agrees(Share share, BigDecimal published, BigDecimal traced) {
    return switch (share.kind()) {
      case NONE -> published == null;
      case FUNCTION -> true;
      case SUM, PERCENTILE ->
          published != null && traced != null && published.compareTo(traced) == 0;
    };
  }

  /** What the rows make up; null where that is not computed here. */
  private static BigDecimal figure(Share share, ResultSet row, String name) throws SQLException {
    return switch (share.kind()) {
      case SUM -> {
        BigDecimal sum = row.getBigDecimal(name + "_sum");
        yield sum == null ? BigDecimal.ZERO.setScale(SCALE) : sum;
      }
      case PERCENTILE ->
          Formula.percentile(values(row.getString(name + "_values")), share.fraction());
      case FUNCTION, NONE -> null;
    };
  }

  private static List<BigDecimal> values(String json) {
    try {
      return json == null
          ? List.of()
          : JSON.readValue(json, new TypeReference<List<BigDecimal>>() {});
    } catch (JsonProcessingException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  private boolean isRead(Contract table) {
    return role.reads(table)
        && publication.tableNames().contains(table.qualifiedName())
        && table.property("source_text").isPresent();
  }

  private List<Fact> facts(TraceSql sql, String query, List<Contract> read) throws SQLException {
    List<Fact> bare = new ArrayList<>();
    List<String> records = new ArrayList<>();
    each(
        query,
        row -> {
          Map<String, String> columns = new LinkedHashMap<>();
          for (String column : sql.columns()) {
            columns.put(column, row.getString(column));
          }
          bare.add(
              new Fact(
                  columns,
                  row.getString("numerator_share"),
                  row.getString("denominator_share"),
                  List.of()));
          records.add(Optional.ofNullable(row.getString("traced_records")).orElse("[]"));
        });
    Origins origins = Origins.read(connection, known::of, read, records, sql.named());
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      Fact fact = bare.get(i);
      facts.add(
          new Fact(
              fact.columns(), fact.numerator(), fact.denominator(), origins.of(records.get(i))));
    }
    return facts;
  }

  private Definition definition(TracedNumber number) throws SQLException {
    Measure measure = metrics.measure(number.metric(), "trace");
    MetricView view =
        metrics.views().stream()
            .filter(each -> each.measures().contains(measure))
            .findFirst()
            .orElseThrow();
    List<Definition> found = new ArrayList<>();
    Definition bare =
        new Definition(
            measure.displayName(),
            measure.comment(),
            view.source().strip(),
            text(view.filter()),
            view.window().name().toLowerCase(Locale.ROOT),
            text(measure.numerator()),
            text(measure.denominator()),
            text(measure.expression()),
            0,
            null,
            null,
            null);
    if (publication.tableNames().contains(Contracts.METRIC_VERSION)) {
      each(
          "select * from %s where metric = '%s'".formatted(Contracts.METRIC_VERSION, measure.name())
              + " and metric_version = '%s' order by version_number desc limit 1"
                  .formatted(number.metricVersion()),
          row ->
              found.add(
                  new Definition(
                      bare.label(),
                      bare.comment(),
                      bare.source(),
                      bare.filter(),
                      bare.window(),
                      bare.numerator(),
                      bare.denominator(),
                      bare.value(),
                      row.getInt("version_number"),
                      LocalDate.parse(row.getString("valid_from")),
                      row.getString("publication_id"),
                      textOrNull(row, "change_kind"))));
    }
    return found.isEmpty() ? bare : found.get(0);
  }

  /** The text of a column that older publications do not have. */
  private static String textOrNull(ResultSet row, String column) throws SQLException {
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      if (row.getMetaData().getColumnName(i).equals(column)) {
        return row.getString(i);
      }
    }
    return null;
  }

  private static String text(Expression expression) {
    return expression == null ? null : SparkSql.print(expression);
  }

  private static String condition(String scope, YearMonth month) {
    int colon = scope.indexOf(':');
    return "scope_kind = '%s' and scope_code = '%s' and period = date '%s'"
        .formatted(scope.substring(0, colon), scope.substring(colon + 1), month.atDay(1));
  }

  private MujunException none(String metric, String scope, YearMonth month, String condition)
      throws SQLException {
    List<String> said = new ArrayList<>();
    each(
        "select applicable, null_reason from ads.metric_value where metric = '%s' and %s"
            .formatted(metric, condition),
        row ->
            said.add(
                row.getBoolean(1)
                    ? "it has no value because: " + row.getString(2)
                    : "the metric does not apply there"));
    return new MujunException(
        "TRACE_NO_NUMBER",
        "The publication %s has no number of %s for %s in %s: %s."
            .formatted(
                publication.id(),
                metric,
                scope,
                month,
                said.isEmpty()
                    ? "no such scope or month was published, or the user does not see it"
                    : said.get(0)));
  }

  /** Takes one row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String query, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(known.of(query))) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}
