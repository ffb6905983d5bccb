package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightIT {
  private static Map<String, Object> ledger(String zone, String period, String name, String ytd) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone);
    row.put("period", LocalDate.parse(period));
    row.put("project_name", name);
    row.put("category", "industry");
    row.put("ytd_investment", new BigDecimal(ytd));
    row.put("ytd_investment_bound", "exact");
    row.put("annual_plan", new BigDecimal("100000"));
    row.put("annual_plan_bound", "exact");
    return row;
  }

  @Test
  void publishesANightAndThenWhatOneChangedCellTouches() {
    try (TestWarehouse warehouse = TestWarehouse.create()) {
      warehouse.receive(
          "ods.investment_ledger",
          "2024-11-15",
          List.of(
              ledger("140524", "2024-10-01", "甲", "50000.00"),
              ledger("140524", "2024-10-01", "乙", "30000.50")));
      NightResult first = warehouse.night("2024-11-17", Mode.INCREMENTAL);
      first.models().forEach(System.err::println);
      assertThat(first.checks()).filteredOn(check -> !check.isPassed()).isEmpty();
      assertThat(first.status()).isEqualTo(NightResult.Status.PUBLISHED);
      assertThat(first.publicationId()).isEqualTo("2024-11-15.1");
      assertThat(value(warehouse, "investment_ledger"))
          .isEqualTo("8.000050 万元 exact null 2024-11-15.1");

      assertThat(warehouse.night("2024-11-17", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);
      assertThat(warehouse.night("2024-11-17", Mode.FULL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);

      warehouse.receive(
          "ods.investment_ledger",
          "2024-11-22",
          List.of(
              ledger("140524", "2024-10-01", "甲", "60000.00"),
              ledger("140524", "2024-10-01", "乙", "30000.50")));
      NightResult second = warehouse.night("2024-11-24", Mode.INCREMENTAL);
      second.models().forEach(System.err::println);
      assertThat(second.status()).isEqualTo(NightResult.Status.PUBLISHED);
      assertThat(value(warehouse, "investment_ledger"))
          .isEqualTo("9.000050 万元 exact null 2024-11-22.2");
      assertThat(warehouse.night("2024-11-24", Mode.FULL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);
    }
  }

  private static String value(TestWarehouse warehouse, String metric) {
    return warehouse
        .query(
            "select concat_ws(' ', value, unit, bound, coalesce(null_reason, 'null'), publication_id)"
                + " from ads.metric_value where zone_code = '140524' and period = date'2024-10-01'"
                + " and metric = '"
                + metric
                + "'")
        .get(0)
        .getString(0);
  }
}
