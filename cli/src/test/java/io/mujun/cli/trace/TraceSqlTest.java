package io.mujun.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.CatalogView;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.ParsedExpression;
import io.mujun.warehouse.metric.expression.Place;
import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.grammar.sql.SqlBaseParser;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceSqlTest {
  private static final List<String> NUMBER = List.of("n");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a <=> b | coalesce(a = b, a is null and b is null)",
        "datediff(a, b) | date_diff('day', b, a)",
        "date_add(a, 3) | date_add('day', 3, a)",
        "add_months(a, 3) | date_add('month', 3, a)",
        "trunc(a, 'MM') | date_trunc('month', a)",
        "last_day(a) | last_day_of_month(a)",
        "make_date(y, 1, 2) | cast(format('%04d-%02d-%02d', y, 1, 2) as date)",
        "greatest(a, b) | greatest(coalesce(a, b), coalesce(b, a))",
        "a is not null and not (b or c) | a is not null and not (b or c)",
        "case when a in ('x', 'y') then 1 end | case when a in ('x', 'y') then 1 end",
        "cast(a as decimal(20,2)) | cast(a as decimal(20,2))",
      })
  void printsWhatTrinoReadsTheSame(String expression, String expected) {
    assertThat(TrinoExpression.print(parse(expression)).replace("decimal(20, 2)", "decimal(20,2)"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a / b",
        "a % b",
        "cast(a as string)",
        "cast(a as int)",
        "a like 'x'",
        "trunc(a, b)",
        "a = 1D",
        "array_sort(a)",
        "a = 'it\\'s'",
        "trim(a)",
      })
  void refusesWhatTrinoMayReadOtherwise(String expression) {
    assertThatThrownBy(() -> TrinoExpression.print(parse(expression)))
        .isInstanceOf(MujunException.class)
        .extracting(fault -> ((MujunException) fault).code())
        .isEqualTo("TRACE_UNPRINTABLE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(a) | SUM | a",
        "sum(a) filter (where b = 1) | SUM | if((b = 1), a, 0)",
        "count(*) | SUM | 1",
        "count(a) | SUM | if((a) is not null, 1, 0)",
        "count_if(a or b) | SUM | if((a or b), 1, 0)",
        "count_if(a) filter (where b) | SUM | if((b) and (a), 1, 0)",
        "count_if(a) - sum(b) | SUM | coalesce(if((a), 1, 0), 0) - coalesce(b, 0)",
        "count(distinct a, b) | SUM | if((a) is not null and (b) is not null and row_number() over"
            + " (partition by n, coalesce(((a) is not null and (b) is not null), false), a, b"
            + " order by fact_time, fact_zone_code) = 1, 1, 0)",
        "percentile(a, 0.9) | PERCENTILE | a",
        "max(a) | FUNCTION | cast(null as bigint)",
        "sum(a) * 2 | FUNCTION | cast(null as bigint)",
        "sum(distinct a) | FUNCTION | cast(null as bigint)",
      })
  void givesEachRowItsShare(String aggregate, Share.Kind kind, String sql) {
    Share share = Share.of(parse(aggregate), NUMBER);
    assertThat(share.kind()).isEqualTo(kind);
    assertThat(share.sql()).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 4, 3 5 21 3", "0.9, 4.6, 3 5 3", "0, 1, 1 2", "1, 2, 1 2", "0.5, 7, 7"})
  void ranksAPercentileBetweenTwoValues(BigDecimal fraction, BigDecimal expected, String values) {
    assertThat(
            Formula.percentile(
                Stream.of(values.split(" ")).map(BigDecimal::new).toList(), fraction))
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "schedule_deviation, 6290000, 6474000, 0.13824529",
    "schedule_attainment_rate, 6290000, 6474000, 1.16589435",
    "annual_completion_rate, 6290000, 6474000, 0.97157862",
    "speed_up_rate, 4, 15, 0.73333333",
    "scheduled_investment, 6474000, , 5395000",
    "investment_ledger, 6290000, , 6290000",
    "target_excess, 6290000, 6474000, -184000",
  })
  void computesTheValueFromItsParts(
      String metric, BigDecimal numerator, BigDecimal denominator, BigDecimal expected) {
    Measure measure = warehouse().metrics().measure(metric, "test");
    assertThat(
            Formula.value(measure, numerator, denominator, LocalDate.parse("2024-10-01"))
                .orElseThrow())
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(new BigDecimal("0.00000001")));
  }

  /** No declared metric lacks a query that Trino's own grammar reads. */
  @Test
  void everyMetricHasAQuery() {
    Warehouse warehouse = warehouse();
    Metrics metrics = warehouse.metrics();
    for (MetricView view : metrics.views()) {
      for (Measure measure : view.measures()) {
        TraceSql sql =
            new TraceSql(view, measure, metrics, warehouse.contracts(), "date '2024-11-22'");
        assertThat(errors(sql.rows("true", 5))).as(sql.rows("true", 5)).isZero();
        assertThat(errors(sql.sums("true"))).as(sql.sums("true")).isZero();
        assertThat(sql.numerator().kind() == Share.Kind.FUNCTION)
            .as("%s is a function of its rows", measure.name())
            .isEqualTo(measure.name().equals("land_to_start_days"));
      }
    }
  }

  @Test
  void everyMetricHasAView() {
    Warehouse warehouse = warehouse();
    TraceViews views = TraceViews.of(warehouse);
    assertThat(views.untraced()).isEmpty();
    assertThat(views.views())
        .extracting(CatalogView::name)
        .hasSize(warehouse.metrics().measures().size() + 1)
        .contains("number_row");
    for (CatalogView view : views.views()) {
      assertThat(errors(view.sql())).as(view.sql()).isZero();
      assertThat(view.columns())
          .extracting(CatalogView.Column::name)
          .as(view.name())
          .doesNotHaveDuplicates()
          .contains("scope_kind", "scope_code", "period", "numerator_share", "traced_records");
    }
  }

  /** What a grouped source gives has the types of what it is made of. */
  @Test
  void aViewHasTheTypesOfItsFacts() {
    assertThat(column("commitment_coverage", "first_signed_on").type().sql()).isEqualTo("date");
    assertThat(column("commitment_coverage", "project_key").type().sql()).isEqualTo("string");
    assertThat(column("investment_ledger", "ytd_investment").type().sql())
        .isEqualTo("decimal(20,2)");
    assertThat(column("investment_ledger", "fact_period").type().sql()).isEqualTo("date");
  }

  private static CatalogView.Column column(String metric, String name) {
    return TraceViews.of(warehouse()).views().stream()
        .filter(view -> view.name().equals(metric))
        .flatMap(view -> view.columns().stream())
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int errors(String sql) {
    SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(sql));
    SqlBaseParser parser = new SqlBaseParser(new CommonTokenStream(lexer));
    parser.singleStatement();
    return parser.getNumberOfSyntaxErrors();
  }

  private static io.mujun.warehouse.metric.expression.Expression parse(String text) {
    return ParsedExpression.parse(text, place()).tree();
  }

  private static Place place() {
    return (code, offset, message) -> new MujunException(code, message);
  }

  private static Warehouse warehouse() {
    Path home = Path.of("").toAbsolutePath();
    while (!Files.exists(home.resolve("mujun"))) {
      home = home.getParent();
    }
    return new Warehouse(home.resolve("warehouse"));
  }
}
