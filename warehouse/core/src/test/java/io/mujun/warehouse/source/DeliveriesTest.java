package io.mujun.warehouse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of(".."));
  private static final Path LAYOUTS = Path.of("../../ingestion/layouts");
  private static final String FILE =
      """
      # 谁报送什么
      provider,system,zone_code,table,layout,due_day,correction
      lingchuan,陵川投资台账,140524,ods.investment_ledger,investment_grouped,15,更正|修改
      lingchuan,陵川目标表,140524,ods.target_ledger,target,31,
      """;

  @TempDir Path folder;

  @Test
  void lineHasItsLayout() throws IOException {
    assertThat(read(FILE))
        .extracting(LedgerSource::source, LedgerSource::system, LedgerSource::zoneCode)
        .containsExactly(
            tuple("lingchuan_investment_ledger", "陵川投资台账", "140524"),
            tuple("lingchuan_target_ledger", "陵川目标表", "140524"));
    assertThat(read(FILE).get(1).layout().layout()).isEqualTo("target");
    assertThat(read(FILE).get(1).delivery().dueDay()).isEqualTo(31);
    assertThat(read(FILE))
        .extracting(source -> source.delivery().correction())
        .containsExactly("更正|修改", null);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "target,31|targets,31|:4: 'layout' is targets; known are",
        "140524,ods.target|140525,ods.target|:4: 'zone_code' is 140525; known are",
        "ods.target_ledger|ods.target_leger|:4: no contract declares the table 'ods.target_leger'",
        "ods.target_ledger,target|ods.land_ledger,target|:4: 'layout' target is one of ods.target_ledger",
        "target,31|target,32|:4: 'due_day' lies between 1 and 31",
        "target,31|target,月底|:4: 'due_day' is no number: 月底",
        "ods.target_ledger,target|ods.investment_ledger,investment_flat|:4: provider lingchuan sends ods.investment_ledger twice",
        "lingchuan,陵川目标表|陵川,陵川目标表|:4: 'provider' may hold a-z",
        "陵川目标表|''|:4: 'system' is missing",
        "due_day,correction|due,correction|the header is [provider, system, zone_code, table, layout, due, correction]",
        "更正|(更正|:3: 'correction' is no pattern",
      })
  void faultIsNamedWithItsLine(String right, String wrong, String message) {
    assertThat(FILE).contains(right);
    assertThatThrownBy(() -> read(FILE.replace(right, wrong)))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("DELIVERY_INVALID"))
        .hasMessageContaining(message);
  }

  private List<LedgerSource> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("deliveries.csv"), text);
    return Deliveries.read(
        file, LayoutFiles.readAll(LAYOUTS), WAREHOUSE.zones(), WAREHOUSE.contracts());
  }
}
