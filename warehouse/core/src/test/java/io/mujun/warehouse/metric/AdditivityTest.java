package io.mujun.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Additivity.Formula;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.ParsedExpression;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdditivityTest {
  private static final Metrics METRICS =
      new Warehouse(Path.of("").toAbsolutePath().getParent()).metrics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(area)",
        "SUM ( area )",
        "count(*)",
        "count(area)",
        "count_if(name = 'a) and (b')",
        "count_if(a is distinct from b)",
        "sum(amount) filter (where scope = 'all') - sum(coalesce(refund, 0))",
        "(count(*) + count_if(a > 0))",
        "sum(case when a in (1, 2) then area else 0 end)",
        "measure(investment_ledger)",
        "measure(investment_ledger) + measure(investment_target)"
      })
  void sumsAndCountsOfRowsAddUp(String numerator) {
    assertThat(Additivity.obstacle(measure(numerator, null, null), METRICS, Formula.RATIO))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aggregate(array_sort(collect_list(days)), 0, (s, x) -> s + x, s -> s)",
        "count(distinct project_key)",
        "count( DISTINCT project_key, item_code)",
        "sum(distinct amount)",
        "approx_distinct(project_key)",
        "approx_count_distinct(project_key)",
        "stddev(days)",
        "percentile(days, 0.5)",
        "median(days)",
        "avg(days)",
        "min(day)",
        "max(day)",
        "any_value(area)",
        "sum(a) / sum(b)",
        "sum(a) * count(*)",
        "sum(a) + 1",
        "round(sum(a))",
        "greatest(sum(a), 0)",
        "sum(a) + max(b)",
        "measure(annual_completion_rate)",
        "measure(scheduled_investment)",
        "measure(land_to_start_days)",
        "measure(commitment_projects)",
      })
  void allElseDoesNot(String part) {
    for (Measure measure :
        List.of(measure(part, null, null), measure("count(*)", part, "numerator / denominator"))) {
      assertThat(Additivity.obstacle(measure, METRICS, Formula.ARITHMETIC))
          .hasValueSatisfying(
              reason ->
                  assertThat(reason).contains(part.toLowerCase(Locale.ROOT).replace("( ", "(")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "investment_ledger, true, true",
    "annual_completion_rate, true, true",
    "on_time_closure_rate, true, true",
    "commitment_coverage, true, true",
    "proxy_service_coverage, true, true",
    "scheduled_investment, true, false",
    "schedule_deviation, true, false",
    "speed_up_rate, true, false",
    "target_excess, true, false",
    "commitment_projects, false, false",
    "handling_days_p50, false, false",
    "land_to_start_days, false, false",
  })
  void declaredMetricsAreTotalledOnlyByWhoCan(String name, boolean arithmetic, boolean ratio) {
    Measure measure = METRICS.measure(name, "test");

    assertThat(Additivity.obstacle(measure, METRICS, Formula.ARITHMETIC).isEmpty())
        .as("with its own formula")
        .isEqualTo(arithmetic);
    assertThat(Additivity.obstacle(measure, METRICS, Formula.RATIO).isEmpty())
        .as("as a ratio or a sum")
        .isEqualTo(ratio);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case when denominator >= 5 then numerator end",
        "numerator / measure(investment_target)",
        "sqrt(numerator)",
        "numerator / year(period)",
        "numerator / numerators",
      })
  void aFormulaBeyondArithmeticIsRefusedWithThePlaceAndTheReason(String expression) {
    Measure measure = measure("sum(a)", "count(*)", expression);

    assertThatThrownBy(
            () -> Additivity.require(measure, METRICS, Formula.ARITHMETIC, "weekly.yaml"))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("METRIC_NOT_ADDITIVE"))
        .hasMessageStartingWith("weekly.yaml: 'tried' of several zones does not follow")
        .hasMessageContaining("its expr '" + expression + "' is not plain arithmetic")
        .hasMessageContaining("Show it by zone instead");
  }

  private static Measure measure(String numerator, String denominator, String expression) {
    return new Measure(
        "tried",
        null,
        "试",
        "试",
        "percent",
        Measure.Direction.UP,
        tree(numerator),
        tree(denominator),
        tree(expression),
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  private static Expression tree(String text) {
    return text == null
        ? null
        : ParsedExpression.parse(
                text, (code, offset, message) -> new MujunException(code, text + message))
            .tree();
  }
}
