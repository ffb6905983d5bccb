package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.validation.Finding;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowMapperTest {
  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final Mappers MAPPERS =
      Mappers.read(
          REPOSITORY.resolve("warehouse"),
          REPOSITORY.resolve("ingestion/sources"),
          "county_approval");

  @Test
  void mapsEveryTableOfTheApprovalSystem() {
    assertThat(MAPPERS.all())
        .extracting(mapper -> mapper.source().sourceTable())
        .containsExactly("public.sp_bj", "public.sp_cnz", "public.sp_tc", "public.sp_qdb");
  }

  @Test
  void resolvesOldAreaCodesAndKeepsWhatWasReceived() {
    MappedRow row = MAPPERS.of("public.sp_bj").map(caseRow());
    assertThat(row.findings()).isEmpty();
    assertThat(row.values())
        .containsEntry("zone_code", "140406")
        .containsEntry("area_code", "140481")
        .containsEntry("channel", "online")
        .containsEntry("accepted_on", LocalDate.of(2024, 11, 1))
        .containsEntry("promised_days", 7)
        .doesNotContainKey("closed_on");
    assertThat(row.sourceText())
        .contains("\"channel\":{\"text\":\"网上\"}")
        .doesNotContain("11010519491231002X");
  }

  @Test
  void tellsEachFaultOnce() {
    Map<String, String> texts = caseRow();
    texts.put("xzqdm", "990000");
    texts.put("slrq", "去年");
    texts.put("cnqx", "7.5");
    texts.put("zt", null);
    MappedRow row = MAPPERS.of("public.sp_bj").map(texts);
    assertThat(row.isAccepted()).isFalse();
    assertThat(row.findings())
        .extracting(Finding::code, Finding::property)
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple("AREA_UNKNOWN", "zone_code"),
            org.assertj.core.api.Assertions.tuple("DATE_EXPECTED", "accepted_on"),
            org.assertj.core.api.Assertions.tuple("NUMBER_EXPECTED", "promised_days"),
            org.assertj.core.api.Assertions.tuple("VALUE_MISSING", "status"));
  }

  @Test
  void namesARowByItsKey() {
    assertThat(MAPPERS.of("public.sp_tc").key(Map.of("bjbh", "A", "xh", "2"))).isEqualTo("A/2");
  }

  @Test
  void readsTextAsEachTypeStoresIt() {
    Unit tenThousand =
        new Unit("CNY_10K", "万元", "money", new BigDecimal(10_000), BigDecimal.ONE, 0);
    PhysicalType money = new PhysicalType(PhysicalType.Kind.DECIMAL, 20, 2);
    assertThat(ColumnText.parse("1.5", money, tenThousand)).contains(new BigDecimal("15000.00"));
    assertThat(ColumnText.parse("1.005", money, null)).contains(new BigDecimal("1.005"));
    assertThat(read("20241101", PhysicalType.Kind.DATE)).isEqualTo(LocalDate.of(2024, 11, 1));
    assertThat(read("2024-11-01 08:30:00", PhysicalType.Kind.DATE))
        .isEqualTo(LocalDate.of(2024, 11, 1));
    assertThat(read("2024-11-01 08:30:00", PhysicalType.Kind.TIMESTAMP))
        .isEqualTo(LocalDateTime.of(2024, 11, 1, 8, 30));
    assertThat(read("是", PhysicalType.Kind.BOOLEAN)).isEqualTo(true);
    assertThat(read("12", PhysicalType.Kind.LONG)).isEqualTo(12L);
    assertThat(read("1e3", PhysicalType.Kind.INT)).isEqualTo(1000);
    assertThat(ColumnText.parse("也许", new PhysicalType(PhysicalType.Kind.BOOLEAN, 0, 0), null))
        .isEmpty();
  }

  private static Object read(String text, PhysicalType.Kind kind) {
    return ColumnText.parse(text, new PhysicalType(kind, 0, 0), null).orElseThrow();
  }

  private static Map<String, String> caseRow() {
    Map<String, String> row = new HashMap<>();
    row.put("bjbh", "A");
    row.put("xzqdm", "140481");
    row.put("sxbm", "000104001000");
    row.put("sxmc", "企业投资项目备案");
    row.put("sqrxm", "示例甲");
    row.put("sqrzjh", "11010519491231002X");
    row.put("sltd", "网上");
    row.put("slrq", "2024-11-01");
    row.put("cnqx", "7");
    row.put("bjrq", null);
    row.put("zt", "办理中");
    return row;
  }
}
