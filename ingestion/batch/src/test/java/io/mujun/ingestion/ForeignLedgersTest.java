package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.ledger.rows.CellAccount.Use;
import io.mujun.record.IngestRules;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.validation.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledgers written by openpyxl, and opened and saved by LibreOffice ({@code make.py}). */
class ForeignLedgersTest {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);
  private static final Path LEDGERS = Path.of("src/test/resources/ledgers");
  private static final Pattern CELL = Pattern.compile("<c [^>]*?(?:/>|>(.*?)</c>)", Pattern.DOTALL);
  private static IngestRules rules;

  @BeforeAll
  static void readRules() {
    rules = LedgerFixture.rules(LedgerFixture.LAYOUT);
  }

  static List<String> names() {
    return List.of("合计在上", "合计在名称列", "分页", "两张表").stream()
        .flatMap(name -> List.of(name, name + "（LibreOffice）").stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void recordsAreTheProjectsAndTheMonthIsOctober(String name) {
    Taken taken = read(name);
    assertThat(taken.refusal).isEmpty();
    assertThat(taken.period).isEqualTo("2024-10-01");
    assertThat(taken.codes()).isEmpty();
    assertThat(taken.names()).containsExactly("甲项目", "乙项目", "丙项目");
    assertThat(taken.accepted.stream().map(ForeignLedgersTest::invested))
        .containsExactly("8005000.00", "1995000.00", "1000000.00");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void everyCellIsAccountedFor(String name) throws IOException {
    Map<Use, Integer> cells = read(name).cells;
    assertThat(cells.values().stream().mapToInt(Integer::intValue).sum())
        .as("cells with a content, of which became %s", cells)
        .isEqualTo(contents(name));
    assertThat(cells).doesNotContainKey(Use.REFUSED);
    assertThat(cells.get(Use.IGNORED)).as("three serial numbers").isEqualTo(3);
    assertThat(cells.get(Use.RECORD)).as("4 + 1 + 1 of 甲, 乙, 丙 besides 4 each").isEqualTo(15);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "合计在上",
        "合计在上（LibreOffice）",
        "合计在名称列",
        "合计在名称列（LibreOffice）",
        "分页",
        "分页（LibreOffice）"
      })
  void rightSumsAreSilent(String name) {
    Taken taken = read(name);
    assertThat(taken.noted).isEmpty();
    assertThat(taken.notes).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"两张表", "两张表（LibreOffice）"})
  void wrongSumAndSecondTableAreSaid(String name) {
    Taken taken = read(name);
    assertThat(taken.noted).extracting(Finding::code).containsExactly("TOTAL_DISAGREES");
    assertThat(taken.notes).containsExactly("第 11 行起是另一张表，未读取；需要读取的，请单独成表报送");
    assertThat(taken.cells.get(Use.UNREAD)).isEqualTo(9);
  }

  private static String invested(SourceRecord read) {
    return ((BigDecimal) read.values().get("ytd_investment")).toPlainString();
  }

  private static Taken read(String name) {
    return Taken.of(file(name), rules, DAY);
  }

  private static Path file(String name) {
    return LEDGERS.resolve("测试台账-" + name + ".xlsx");
  }

  /** Cells of the sheet's own markup that hold something. */
  private static long contents(String name) throws IOException {
    try (ZipFile zip = new ZipFile(file(name).toFile())) {
      byte[] sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes();
      return CELL.matcher(new String(sheet, StandardCharsets.UTF_8))
          .results()
          .filter(cell -> cell.group(1) != null && !cell.group(1).isEmpty())
          .count();
    }
  }
}
