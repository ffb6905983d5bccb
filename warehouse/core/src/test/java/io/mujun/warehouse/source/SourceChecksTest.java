package io.mujun.warehouse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held over the declared sources: each is sound, and each change to one is noticed. */
class SourceChecksTest {
  private static final Path INGESTION = Path.of("../../ingestion");
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of(".."));

  @Test
  void everyDeclaredSourceFitsItsContract() {
    assertThat(SourceFiles.readAll(INGESTION.resolve("sources")))
        .isNotEmpty()
        .allSatisfy(source -> assertThatCode(() -> check(source)).doesNotThrowAnyException());
  }

  @Test
  void everyLayoutIsUsedAndFitsItsContract() {
    Map<String, Layout> layouts = LayoutFiles.readAll(INGESTION.resolve("layouts"));
    List<LedgerSource> sources =
        Deliveries.read(
            INGESTION.resolve("deliveries.csv"), layouts, WAREHOUSE.zones(), WAREHOUSE.contracts());
    assertThat(sources)
        .allSatisfy(source -> assertThatCode(() -> check(source)).doesNotThrowAnyException());
    assertThat(sources.stream().map(LedgerSource::layout).distinct())
        .containsExactlyInAnyOrderElementsOf(layouts.values());
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "table: ods.land_ledger | table: ods.land_leger | SOURCE_CONTRADICTS_CONTRACT | no contract declares ods.land_leger",
        "property: area, | property: aera, | SOURCE_CONTRADICTS_CONTRACT | 'aera' is no property of ods.land_ledger",
        "area, unit: MU} | area} | SOURCE_CONTRADICTS_CONTRACT | area has a unit, so the column needs 'unit'",
        "property: contract_date} | property: contract_date, unit: MU} | SOURCE_CONTRADICTS_CONTRACT | must not have one",
        "商服用地: commercial | 商服用地: comercial | SOURCE_CONTRADICTS_CONTRACT | 'comercial' is not one of",
        "'  - {headers: [合同编号], property: contract_number}' | '' | SOURCE_CONTRADICTS_CONTRACT | nothing fills [contract_number]",
        "unit: MU} | unit: MUU} | UNIT_UNKNOWN | MUU",
        "unit: MU} | unit: CNY} | UNIT_MISMATCH | 元 measures money",
      })
  void contradictionIsNamed(String right, String wrong, String code, String message)
      throws IOException {
    String text = Files.readString(INGESTION.resolve("layouts/land_grouped.yaml"));
    assertThat(text).contains(right);
    Layout layout = LayoutFiles.parse(text.replace(right, wrong), "changed.yaml");
    SourceDefinition source =
        new LedgerSource(
            new Delivery("lingshi", "灵石台账", "140729", layout.table(), layout.layout(), 15), layout);
    assertThatThrownBy(() -> check(source))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageContaining("land")
        .hasMessageContaining(message);
  }

  private static void check(SourceDefinition source) {
    SourceChecks.check(source, WAREHOUSE.contracts(), WAREHOUSE.units());
  }
}
