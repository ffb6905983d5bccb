package io.mujun.stream.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mujun.record.Locator;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import io.mujun.stream.capture.Operation;
import io.mujun.warehouse.validation.Finding;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapturedTableTest {
  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final CapturedTables TABLES =
      CapturedTables.read(
          REPOSITORY.resolve("warehouse"),
          REPOSITORY.resolve("ingestion/sources"),
          "county_approval");

  @Test
  void readsEveryTableOfTheApprovalSystem() {
    assertThat(TABLES.all())
        .extracting(table -> table.source().sourceTable())
        .containsExactly("public.sp_bj", "public.sp_cnz", "public.sp_tc", "public.sp_qdb");
  }

  @Test
  void resolvesOldAreaCodes() {
    SourceRecord read = read(caseRow(), Operation.INSERT);
    assertThat(read.findings()).isEmpty();
    assertThat(read.values())
        .containsEntry("zone_code", "140406")
        .containsEntry("area_code", "140481")
        .containsEntry("channel", "online")
        .containsEntry("accepted_on", LocalDate.of(2024, 11, 1))
        .containsEntry("promised_days", 7)
        .doesNotContainKey("closed_on");
  }

  @Test
  void tellsEachFaultOnce() {
    Map<String, Object> row = caseRow();
    row.put("xzqdm", "990000");
    row.put("slrq", "去年");
    row.put("cnqx", "7.5");
    row.put("zt", null);
    SourceRecord read = read(row, Operation.INSERT);
    assertThat(read.findings())
        .extracting(Finding::code, Finding::property)
        .containsExactlyInAnyOrder(
            tuple("AREA_UNKNOWN", "area_code"),
            tuple("DATE_EXPECTED", "accepted_on"),
            tuple("WHOLE_NUMBER_EXPECTED", "promised_days"),
            tuple("VALUE_MISSING", "status"));
  }

  @Test
  void takesTheEndOfARecordThatIsNotRight() {
    Map<String, Object> row = caseRow();
    row.put("cnqx", "不详");
    assertThat(read(row, Operation.UPDATE).isRefused()).isTrue();
    SourceRecord deleted = read(row, Operation.DELETE);
    assertThat(deleted.isRefused()).isFalse();
    assertThat(deleted.findings())
        .extracting(Finding::code, Finding::isError)
        .containsExactly(tuple("NUMBER_EXPECTED", false));
  }

  @Test
  void namesARowByItsKey() {
    Locator locator =
        TABLES
            .of("public.sp_tc")
            .read(cells(Map.of("bjbh", "A", "xh", 2)), Operation.INSERT, "1")
            .locator();
    assertThat(locator)
        .isEqualTo(Locator.ofDatabase("county_approval", "public.sp_tc", "A|2", "1"));
  }

  private static SourceRecord read(Map<String, Object> row, Operation operation) {
    return TABLES.of("public.sp_bj").read(cells(row), operation, "1");
  }

  private static Map<String, Cell> cells(Map<String, Object> row) {
    Map<String, Cell> cells = new HashMap<>();
    row.forEach(
        (column, value) -> {
          if (value != null) {
            cells.put(column, DatabaseCells.cell(column, value));
          }
        });
    return cells;
  }

  private static Map<String, Object> caseRow() {
    Map<String, Object> row = new HashMap<>();
    row.put("bjbh", "A");
    row.put("xzqdm", "140481");
    row.put("sxbm", "000104001000");
    row.put("sxmc", "企业投资项目备案");
    row.put("sqrxm", "示例甲");
    row.put("sqrzjh", "11010519491231002X");
    row.put("sltd", "网上");
    row.put("slrq", LocalDate.of(2024, 11, 1));
    row.put("cnqx", 7);
    row.put("bjrq", null);
    row.put("zt", "办理中");
    return row;
  }
}
