package io.mujun.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.CatalogView;
import io.mujun.cli.DemoCity;
import io.mujun.cli.SharedDemoCity;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The views that take numbers apart, asked in a real Trino as analysts ask them. */
@ExtendWith(SharedDemoCity.class)
class TraceViewsIT {
  private static final Warehouse WAREHOUSE = new Warehouse(DemoCity.HOME.resolve("warehouse"));
  private static DemoCity city;

  @BeforeAll
  static void use(DemoCity shared) {
    city = shared;
  }

  /** Of each metric, all numbers of its last month: each figure that is a sum, and the rows. */
  @Test
  void theRowsOfEveryMetricSumToItsPublishedNumbers() throws SQLException {
    long compared = 0;
    Map<String, String> answers = new TreeMap<>();
    for (MetricView view : WAREHOUSE.metrics().views()) {
      for (Measure measure : view.measures()) {
        TraceSql sql =
            new TraceSql(
                view, measure, WAREHOUSE.metrics(), WAREHOUSE.contracts(), "date '2024-11-22'");
        String answer =
            city.rows(
                    "analyst",
                    """
                    with number as (
                      select * from ads.metric_value
                      where metric = '%1$s' and value is not null and period = (
                        select max(period) from ads.metric_value
                        where metric = '%1$s' and value is not null)
                    ), summed as (
                      select scope_kind, scope_code, period,
                        sum(numerator_share) as numerator, sum(denominator_share) as denominator
                      from trace.%1$s
                      where period = (select max(period) from number)
                      group by scope_kind, scope_code, period
                    )
                    select count(*), count_if(%2$s), count_if(%3$s), count_if(summed.period is not null)
                    from number left join summed
                      on number.scope_kind = summed.scope_kind
                      and number.scope_code = summed.scope_code
                      and number.period = summed.period
                    """
                        .formatted(
                            measure.name(),
                            differs(sql.numerator(), "numerator"),
                            differs(sql.denominator(), "denominator")))
                .get(0);
        answers.put(measure.name(), answer);
        String[] counts = answer.split("\\|", -1);
        assertThat(List.of(counts[1], counts[2]))
            .as("%s: numbers whose numerator, whose denominator is another", measure.name())
            .containsExactly("0", "0");
        compared += Long.parseLong(counts[3]);
      }
    }
    System.out.println("trace views: numbers | differ | differ | with rows: " + answers);
    assertThat(compared).as("numbers that have rows").isGreaterThan(200);
  }

  private static String differs(Share share, String figure) {
    return share.kind() == Share.Kind.SUM
        ? "coalesce(summed.%1$s, 0) <> coalesce(number.%1$s, 0)".formatted(figure)
        : "false";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "investment_ledger",
        "commitment_coverage",
        "annual_completion_rate",
        "handling_days_p50"
      })
  void aViewHasTheRowsThatTraceHas(String metric) throws SQLException {
    String number =
        city.rows(
                "analyst",
                "select scope_kind, scope_code, cast(period as varchar),"
                    + " cast((select max_by(as_at, published_at) from ads.publication) as varchar)"
                    + " from ads.metric_value where metric = '%s' and value is not null"
                        .formatted(metric)
                    + " and scope_kind <> 'zone' order by period desc, scope_kind, scope_code"
                    + " limit 1")
            .get(0);
    String[] key = number.split("\\|", -1);
    String condition =
        "scope_kind = '%s' and scope_code = '%s' and period = date '%s'"
            .formatted(key[0], key[1], key[2]);
    MetricView view =
        WAREHOUSE.metrics().views().stream()
            .filter(each -> each.measures().stream().anyMatch(m -> m.name().equals(metric)))
            .findFirst()
            .orElseThrow();
    TraceSql sql =
        new TraceSql(
            view,
            WAREHOUSE.metrics().measure(metric, "test"),
            WAREHOUSE.metrics(),
            WAREHOUSE.contracts(),
            "date '%s'".formatted(key[3]));
    String compared =
        "select cast(numerator_share as decimal(38, 6)), cast(denominator_share as decimal(38, 6)),"
            + " traced_records from (%s) order by 1, 2, 3";
    List<String> traced = city.rows("analyst", compared.formatted(sql.rows(condition, 10_000)));
    assertThat(traced).isNotEmpty();
    assertThat(
            city.rows(
                "analyst",
                compared.formatted("select * from trace.%s where %s".formatted(metric, condition))))
        .isEqualTo(traced);
  }

  /** What the view over all metrics gives of one is what that metric's own view gives. */
  @Test
  void theViewOverAllMetricsHasTheRowsOfEach() throws SQLException {
    String number = "scope_kind = 'zone' and scope_code = '140524' and period = date '2024-10-01'";
    String compared = "select numerator_share, traced_records%s from trace.%s where %s order by 2";
    List<String> rows = city.rows("analyst", compared.formatted("", "investment_ledger", number));
    assertThat(rows).isNotEmpty();
    List<String> ofAll =
        city.rows(
            "official_jincheng",
            compared.formatted(
                ", record_place, fact",
                "number_row",
                number + " and metric = 'investment_ledger'"));
    assertThat(ofAll)
        .hasSameSizeAs(rows)
        .allSatisfy(
            row ->
                assertThat(row)
                    .containsPattern("\\|陵川示范区固定资产投资台账2024年10月.xlsx 投资台账 第\\d+行\\|")
                    .contains("本年累计投资="));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(ofAll.get(i)).startsWith(rows.get(i));
    }
  }

  /** A view has no owner: its tables are read with the rules of whoever asks. */
  @Test
  void eachSeesTheRowsOfTheirZonesOnly() throws SQLException {
    String zones =
        "select distinct scope_code from trace.investment_ledger where scope_kind = 'zone'"
            + " and period = date '2024-10-01' order by 1";
    assertThat(city.rows("province", zones))
        .containsExactly("140406", "140521", "140524", "140729", "140821");
    assertThat(city.rows("official_jincheng", zones)).containsExactly("140521", "140524");
    assertThat(city.rows("clerk_linyi", zones)).containsExactly("140821");
  }

  @Test
  void noOtherThanTheLastMetadataIsKept() throws IOException {
    List<String> declared = new ArrayList<>();
    for (CatalogView view : TraceViews.of(WAREHOUSE).views()) {
      declared.add(view.name());
    }
    try (Stream<Path> folders = Files.list(city.data().resolve("warehouse/trace"))) {
      for (Path folder : folders.toList()) {
        assertThat(declared).contains(folder.getFileName().toString());
        try (Stream<Path> files = Files.list(folder.resolve("metadata"))) {
          assertThat(files).as(folder.toString()).hasSizeBetween(1, 2);
        }
      }
    }
  }
}
