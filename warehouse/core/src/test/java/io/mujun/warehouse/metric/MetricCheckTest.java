package io.mujun.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricCheckTest {
  private static final Warehouse WAREHOUSE =
      new Warehouse(Path.of("").toAbsolutePath().getParent());
  private static final Contracts CONTRACTS = WAREHOUSE.contracts();
  private static final Units UNITS = WAREHOUSE.units();

  @TempDir private Path metrics;

  /** One declared metric is changed; {@code @} stands before the character that is reported. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "investment_ledger | sum(ytd_investment)  | sum(@ytd_investmnt) | COLUMN_UNKNOWN | There is no 'ytd_investmnt' in dwd.investment_month. Known are: annual_plan, annual_plan_bound,",
        "investment_ledger | sum(ytd_investment) filter (where key_project) | sum(ytd_investment) filter (where @key_projects) | COLUMN_UNKNOWN | There is no 'key_projects'",
        "investment_ledger | filter: series = 'ledger' | filter: @serie = 'ledger' | COLUMN_UNKNOWN | There is no 'serie'",
        "investment_ledger | expr: period}        | expr: @month}        | COLUMN_UNKNOWN | There is no 'month'",
        "investment_ledger | numerator_bound: ytd_investment_bound | numerator_bound: @ytd_bound | COLUMN_UNKNOWN | There is no 'ytd_bound'",
        "investment_ledger | source: dwd.investment_month | source: dwd@.investment_months | TABLE_UNKNOWN | No contract declares the table 'dwd.investment_months'.",
        "annual_target     | measure(investment_ledger) | @measure(investment_leger) | METRIC_UNKNOWN | There is no metric 'investment_leger'.",
        "annual_target     | expr: numerator * month(period) / 12 | expr: numerator * month(@periode) / 12 | COLUMN_UNKNOWN | There is no 'periode' in an expr. Known are: month_end, numerator, period.",
        "annual_target     | expr: numerator - denominator | expr: numerator - @amount | COLUMN_UNKNOWN | There is no 'amount' in an expr.",
        "annual_target     | expr: numerator * month(period) / 12 | expr: numerator * @denominator | COLUMN_UNKNOWN | There is no 'denominator' in an expr.",
        "land_supply       | numerator: sum(area) | numerator: sum(area @+ price) | UNIT_MISMATCH | Area does not go with money.",
        "land_supply       | numerator: sum(area) | numerator: sum(area) @+ sum(price) | UNIT_MISMATCH | Area does not go with money.",
        "land_supply       | numerator: sum(area) | numerator: @sum(price) | UNIT_MISMATCH | The metric's unit MU measures area, but its value is money.",
        "land_supply       | numerator: sum(area) | numerator: sum(area) @/ sum(price) | UNIT_MISMATCH | The metric's unit MU measures area, but its value is area money^-1.",
        "land_supply       | numerator: count_if(standard_land) | numerator: count_if(@area) | UNIT_MISMATCH | Here stands area, but a boolean belongs here.",
        "land_supply       | numerator: sum(area) | numerator: sum(area) filter (where contract_date @> 2024) | UNIT_MISMATCH | A date does not go with a plain number.",
        "land_supply       | numerator: sum(area) | numerator: sum(area) filter (where contract_date @= '2024-01-01') | UNIT_MISMATCH | A date does not go with a text.",
        "land_supply       | numerator: sum(area) | numerator: sum(@parcel_name) | UNIT_MISMATCH | Here stands a text, but a number belongs here.",
        "land_supply       | numerator: sum(area) | numerator: sum(case when standard_land then area else @price end) | UNIT_MISMATCH | Area does not go with money.",
        "land_supply       | filter: land_use = 'industrial' | filter: @land_use | UNIT_MISMATCH | Here stands a text, but a boolean belongs here.",
        "land_supply       | expr: contract_date} | expr: @area}         | UNIT_MISMATCH | Here stands area, but a date belongs here.",
        "land_supply       | numerator_bound: area_bound | numerator_bound: @area | UNIT_MISMATCH | Here stands area, but a text belongs here.",
        "annual_target     | expr: numerator / denominator - month(period) / 12 | expr: numerator @- month(period) / 12 | UNIT_MISMATCH | Money does not go with a plain number.",
        "approval_handling | sum(statutory_days) | sum(@closed_on) | UNIT_MISMATCH | Here stands a date, but a number belongs here.",
        "land_supply       | numerator: sum(area) | numerator: sum(@max(area)) | METRIC_INVALID | An aggregate does not stand within another.",
        "land_supply       | numerator: sum(area) | numerator: sum(area) filter (where @count(*) > 1) | METRIC_INVALID | An aggregate does not stand within another.",
        "land_supply       | numerator: sum(area) | numerator: @area | METRIC_INVALID | Nothing here is computed of rows: an aggregate such as sum(…) or measure(…) is missing.",
        "land_supply       | numerator: sum(area) | numerator: sum(area) + @area | METRIC_INVALID | 'area' differs from row to row: put it into an aggregate such as sum(…).",
        "land_supply       | numerator: sum(area) | numerator: sum(area) @- measure(standard_land_area) | METRIC_INVALID | An aggregate of rows and other metrics do not stand in one expression",
        "land_supply       | numerator: sum(area) | numerator: sum(@measure(standard_land_area)) | METRIC_INVALID | Another metric's value does not stand within an aggregate of rows.",
        "land_supply       | filter: land_use = 'industrial' | filter: @count(*) > 1 | METRIC_INVALID | One row is looked at here, not many",
        "land_supply       | filter: land_use = 'industrial' | filter: @measure(investment_ledger) > 1 | METRIC_INVALID | One row is looked at here",
        "annual_target     | expr: numerator - denominator | expr: numerator - @sum(denominator) | METRIC_INVALID | No rows are summed here",
        "land_supply       | numerator: sum(area) | numerator: sum(@sqrt(area)) | METRIC_INVALID | There is no function 'sqrt' for declarations. Known are: abs, add_months,",
        "land_supply       | numerator: sum(area) | numerator: sum(@nullif(area)) | METRIC_INVALID | nullif takes 2 argument(s), but has 1.",
        "land_supply       | numerator: sum(area) | numerator: sum(area@ | METRIC_INVALID | Here stands the end, but ')' belongs here.",
        "land_to_start     | state.surviving * (1 | state@.survivers * (1 | COLUMN_UNKNOWN | There is no 'survivers' in the struct. Known are: at_risk, median, surviving.",
        "land_to_start     | state -> state.median | @(state, x) -> state.median | METRIC_INVALID | This lambda needs 1 parameters.",
        "land_to_start     | (state, parcel) -> | @(state, area) -> | METRIC_INVALID | The parameter 'area' hides what else is called so.",
        "annual_target     | {target: 100, green: 100, yellow: 90, source: 项目约定 | {target: 100, limit: @3, green: 100, yellow: 90, source: 项目约定 | METRIC_INVALID | 'limit' is not known. Known here: from, green, source, target, yellow.",
        "annual_target     | {target: 100, green: 100, yellow: 90, | {target: 100, green: @80, yellow: 90, | METRIC_INVALID | More is better, so green is not below yellow.",
        "annual_target     | {target: 100, green: 100, yellow: 90, | @{target: 100, green: 100, | METRIC_INVALID | A light needs both 'green' and 'yellow'.",
        "annual_target     | {target: 100, green: 100, | {target: @none, green: 100, | METRIC_INVALID | 'none' is no number.",
        "annual_target     | {target: 100, green: 100, | {target: @0.01234, green: 100, | METRIC_INVALID | 0.01234 does not fit: at most 16 digits before and 4 behind the point.",
        "annual_target     | {target: 100, green: 100, | {from: @2024-02-30, target: 100, green: 100, | METRIC_INVALID | '2024-02-30' is no day.",
        "annual_target     | {target: 100, green: 100, | {from: @2024-02-02, target: 100, green: 100, | METRIC_INVALID | A judgement holds for whole months: 2024-02-02 is not the first day of one.",
        "commitment_coverage | {from: 2019-01-01, target: 50, source: 2019 年省定：不低于 50%} | @{target: 50} | METRIC_INVALID | 'source' is missing",
        "approval_on_time | - {target: 100, source: 办件应在承诺、法定时限内办结} | [{target: 50, source: a}, @{target: 60, source: b}] | METRIC_INVALID | 'from' is missing: only the first judgement holds since ever.",
        "approval_on_time | - {target: 100, source: 办件应在承诺、法定时限内办结} | [{from: 2024-03-01, source: a}, {from: @2024-03-01, source: b}] | METRIC_INVALID | Each judgement begins after the one before it, which begins on 2024-03-01.",
        "approval_on_time | - {target: 100, source: 办件应在承诺、法定时限内办结} | [{from: 2024-03-01, source: a}, {from: @2024-01-01, source: b}] | METRIC_INVALID | Each judgement begins after the one before it",
        "approval_on_time | - {target: 100, source: 办件应在承诺、法定时限内办结} | @50 | METRIC_INVALID | Here belongs a list of judgements, oldest first.",
        "commitment_coverage | {from: 2019-01-01, target: 50, source: 2019 年省定：不低于 50%} | @50 | METRIC_INVALID | A judgement is {from, target, green, yellow, source}.",
        "commitment_coverage | register.zone_code, | register@.zone_cod, | COLUMN_UNKNOWN | There is no 'zone_cod' in dwd.project_register.",
        "commitment_coverage | from dwd.project_register | from dwd@.project_registre | TABLE_UNKNOWN | No contract declares",
        "commitment_coverage | where register.commitment_eligible | where register@.project_key | UNIT_MISMATCH | Here stands a text, but a boolean belongs here.",
        "commitment_coverage | min(commitment.signed_on) as | commitment@.signed_on as | METRIC_INVALID | 'commitment.signed_on' differs from row to row",
        "commitment_coverage | group by register.zone_code | @order by register.zone_code | METRIC_INVALID | Here stands 'order'",
        "commitment_coverage | count_if(first_signed_on | count_if(@signed_on | COLUMN_UNKNOWN | There is no 'signed_on' in the source of commitment_coverage. Known are: filed_on, first_signed_on,",
      })
  void aFaultInAnExpressionIsRefusedWithItsPlace(
      String view, String declared, String changed, String code, String message)
      throws IOException {
    Path file = metrics.resolve(view + ".yaml");
    copyAll();
    String before = Files.readString(file);
    assertThat(before).contains(declared);
    String marked = before.replace("\r", "").replaceFirst(quoted(declared), replacement(changed));
    List<String> lines = marked.lines().toList();
    int line =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains("@"))
            .findFirst()
            .orElseThrow();
    Files.writeString(file, marked.replace("@", ""));

    assertThatThrownBy(() -> Metrics.read(metrics, UNITS, CONTRACTS))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageStartingWith(
            "%s, line %d, column %d, ", file, line + 1, lines.get(line).indexOf('@') + 1)
        .hasMessageContaining(": " + message);
  }

  @Test
  void whatIsNeitherBetterNorWorseHasNoTarget() throws IOException {
    copyAll();
    Path file = metrics.resolve("investment_ledger.yaml");
    assertThat(Files.readString(file)).contains("direction: none\n    numerator: count_if(annual_");
    Files.writeString(
        file, "    judgements:\n      - {target: 5, source: a}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Metrics.read(metrics, UNITS, CONTRACTS))
        .hasMessageContaining("Neither more nor less is better, so there is no target");
  }

  @Test
  void aMetricThatTakesFiguresOfBothWaysIsRefused() throws IOException {
    copyAll();
    Path file = metrics.resolve("assignments.yaml");
    String declared = Files.readString(file);
    String changed =
        declared.replace("count(distinct zone_code, project_key)", "count(distinct project_key)");
    assertThat(changed).isNotEqualTo(declared);
    Files.writeString(file, changed);

    assertThatThrownBy(() -> Metrics.read(metrics, UNITS, CONTRACTS))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("METRIC_INVALID"))
        .hasMessageContaining("'assignment_coverage' does not add up")
        .hasMessageContaining("takes 'key_projects', which does");
  }

  @Test
  void metricsThatTakeEachOtherInACircleAreRefused() throws IOException {
    copyAll();
    Path file = metrics.resolve("annual_target.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                quoted("numerator: measure(investment_ledger)"),
                "numerator: measure(target_excess)")
            .replace(
                "numerator: measure(investment_ledger)",
                "numerator: measure(annual_completion_rate) * measure(investment_ledger)"));

    assertThatThrownBy(() -> Metrics.read(metrics, UNITS, CONTRACTS))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("METRIC_CYCLE"))
        .hasMessageContaining("annual_completion_rate → target_excess → annual_completion_rate");
  }

  private void copyAll() throws IOException {
    try (Stream<Path> files = Files.list(WAREHOUSE.directory().resolve("metrics"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, metrics.resolve(file.getFileName()));
      }
    }
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private static String replacement(String text) {
    return Matcher.quoteReplacement(text);
  }
}
