package io.mujun.dashboards.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalsTest {
  private static final Path DASHBOARDS = Path.of("").toAbsolutePath();
  private static final Warehouse WAREHOUSE = new Warehouse(DASHBOARDS.resolveSibling("warehouse"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule_deviation",
        "speed_up_rate",
        "target_excess",
        "scheduled_investment",
        "handling_days_p50",
        "land_to_start_days",
        "commitment_projects"
      })
  void aHeadlineThatHasNoTotalIsRefusedWithItsReason(String metric) throws IOException {
    Path file = layout(metric);

    assertThatThrownBy(() -> new Bulletins(WAREHOUSE, file))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("METRIC_NOT_ADDITIVE"))
        .hasMessageContainingAll(
            "other.yaml, headlines", "'" + metric + "'", "its ", "Show it by zone instead");
  }

  @Test
  void theWeeklyLayoutIsTotalledThroughout() {
    assertThat(
            BulletinLayout.read(DASHBOARDS.resolve("bulletins/weekly.yaml"), WAREHOUSE.metrics())
                .headlines())
        .hasSize(6);
  }

  /** 3 of 4 and 1 of 6 are 4 of 10, whatever the unit says of a share. */
  @Test
  void aRatioIsSumsOverSumsInItsUnit() {
    List<PublishedValues.Value> zones =
        List.of(value("75", "3", "4"), value("16.666667", "1", "6"));

    assertThat(Totals.of(zones, WAREHOUSE.units().unit("percent", "test")).value())
        .isEqualByComparingTo("40");
    assertThat(Totals.of(zones, WAREHOUSE.units().unit("day", "test")).value())
        .isEqualByComparingTo("0.4");
  }

  @Test
  void amountsAddUp() {
    List<PublishedValues.Value> zones =
        List.of(value("5", "50000", null), value("7", "70000", null));

    assertThat(Totals.of(zones, WAREHOUSE.units().unit("CNY_10K", "test")).value())
        .isEqualByComparingTo("12");
    assertThat(Totals.of(List.of(), WAREHOUSE.units().unit("CNY_10K", "test"))).isNull();
  }

  private Path layout(String headline) throws IOException {
    return Files.writeString(
        folder.resolve("other.yaml"),
        Files.readString(DASHBOARDS.resolve("bulletins/weekly.yaml"))
            .replace("headlines:\n", "headlines:\n  - " + headline + "\n"));
  }

  private static PublishedValues.Value value(String value, String numerator, String denominator) {
    return new PublishedValues.Value(
        new BigDecimal(value),
        new BigDecimal(numerator),
        denominator == null ? null : new BigDecimal(denominator),
        Bound.EXACT,
        null,
        "");
  }
}
