package io.mujun.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.ParsedExpression;
import java.nio.file.Path;
import java.util.List;
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
        "count(distinct zone_code, batch_number)",
        "count(distinct zone_code, team) filter (where kind = 'urban')",
        "measure(investment_ledger)",
        "measure(investment_ledger) + measure(investment_target)"
      })
  void sumsAndCountsOfRowsAddUp(String numerator) {
    assertThat(Additivity.addsUp(measure(numerator, null, null), METRICS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aggregate(array_sort(collect_list(days)), 0, (s, x) -> s + x, s -> s)",
        "count(distinct project_key)",
        "count( DISTINCT project_key, item_code)",
        "sum(distinct amount)",
        "sum(distinct zone_code)",
        "count(distinct upper(zone_code), batch_number)",
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
    assertThat(Additivity.addsUp(measure(part, null, null), METRICS)).isFalse();
    assertThat(Additivity.addsUp(measure("count(*)", part, "numerator / denominator"), METRICS))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "investment_ledger, true",
    "annual_completion_rate, true",
    "on_time_closure_rate, true",
    "commitment_coverage, true",
    "scheduled_investment, true",
    "schedule_attainment_rate, true",
    "schedule_deviation, true",
    "speed_up_rate, true",
    "target_excess, true",
    "commitment_projects, false",
    "urban_land_batches, true",
    "assignment_coverage, true",
    "handling_days_p50, false",
    "land_to_start_days, false",
  })
  void knowsWhichDeclaredMetricsDo(String name, boolean adds) {
    assertThat(Additivity.addsUp(METRICS.measure(name, "test"), METRICS)).isEqualTo(adds);
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
  void aFormulaBeyondArithmeticDoesNot(String expression) {
    assertThat(Additivity.addsUp(measure("sum(a)", "count(*)", expression), METRICS)).isFalse();
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
        List.of());
  }

  private static Expression tree(String text) {
    return text == null
        ? null
        : ParsedExpression.parse(
                text, (code, offset, message) -> new MujunException(code, text + message))
            .tree();
  }
}
