package io.mujun.warehouse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutFilesTest {
  private static final String LAYOUT =
      """
      layout: investment_grouped
      table: ods.investment_ledger
      sheet: 投资台账|\\d+月
      period: {row: 1}
      unit_row: 2
      header_rows: [3, 4]
      total_rows: [合计, 小计]
      end_rows: [注]
      constants: {category: infrastructure}
      columns:
        - {headers: [项目名称], property: project_name}
        - {headers: [投资/总投资], property: total_investment, unit: CNY_10K}
        - {headers: [重点, 是否重点], property: key_project, values: {是: "true", 否: "false"}}
      """;

  @Test
  void layoutIsRead() {
    Layout layout = LayoutFiles.parse(LAYOUT, "a.yaml");
    assertThat(layout.headerRows()).containsExactly(3, 4);
    assertThat(layout.period().property()).isEqualTo("period");
    assertThat(layout.constants()).isEqualTo(Map.of("category", "infrastructure"));
    assertThat(layout.columns().get(1).unit()).isEqualTo("CNY_10K");
    assertThat(layout.columns().get(2).headers()).containsExactly("重点", "是否重点");
    assertThat(layout.columns().get(2).values()).containsEntry("是", "true");
    assertThat(layout.columns().get(2).presence()).isEqualTo(SourceDefinition.Presence.REQUIRED);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unit_row|unit_rwo|a.yaml:5: unknown key 'unit_rwo' in the file",
        "header_rows|heder_rows|a.yaml:6: unknown key 'heder_rows' in the file",
        "property: project_name|proprety: project_name|a.yaml:11: unknown key 'proprety' in columns[0]",
        "{row: 1}|{rwo: 1}|a.yaml:4: unknown key 'rwo' in period",
        "headers: [项目名称]|header: 项目名称|a.yaml:11: unknown key 'header' in columns[0]",
        "unit_row: 2|format: xlsx|a.yaml:5: unknown key 'format' in the file",
        "unit_row: 2|zone_code: 140524|a.yaml:5: unknown key 'zone_code' in the file",
        ", property: project_name|''|a.yaml:11:21: 'property' is missing",
        "[3, 4]|[3, 5]|'header_rows' needs adjoining rows",
        "[3, 4]|[2, 3]|'unit_row' lies above the header",
        "{row: 1}|{row: 3}|'period.row' lies above the header",
        "ods.investment_ledger|dwd.investment|'table' has to be a table of ods",
        "unit_row: 2|layout: again|Duplicate field 'layout'",
        "total_investment|project_name|'columns' fills a property twice: project_name",
        "投资/总投资|项目名称|'columns' names a column twice: 项目名称",
        "是否重点|项目名称|'columns' names a header twice: 项目名称",
        "[合计, 小计]|['(合计']|'total_rows' is no pattern",
        "[项目名称]|[]|'headers' is missing",
        "[项目名称]|['']|'headers' is missing",
      })
  void typoIsNamed(String right, String wrong, String message) {
    assertThat(LAYOUT).contains(right);
    assertRefused(
        LAYOUT.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)), message);
  }

  @Test
  void fileIsCalledAsItsLayout(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("other.yaml"), LAYOUT);
    assertThatThrownBy(() -> LayoutFiles.readAll(folder))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("'layout' is investment_grouped, the file is called other");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> LayoutFiles.parse(yaml, "a.yaml"))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("SOURCE_FILE_INVALID"))
        .hasMessageContaining(message);
  }
}
