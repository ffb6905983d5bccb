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

class SourceFilesTest {
  private static final String LEDGER =
      """
      source: lingchuan_investment_ledger
      kind: ledger
      system: 陵川台账
      table: ods.investment_ledger
      zone_code: "140524"
      file: "陵川*.xlsx"
      format: xlsx
      sheet: 投资台账
      period: {row: 1}
      unit_row: 2
      header_rows: [3, 4]
      total_rows: [合计, 小计]
      end_rows: [注]
      constants: {category: infrastructure}
      columns:
        - {header: 项目名称, property: project_name}
        - {header: 投资/总投资, property: total_investment, unit: CNY_10K}
        - {header: 重点, property: key_project, values: {是: "true", 否: "false"}}
      """;

  private static final String EXCHANGE =
      """
      source: project_register
      kind: exchange
      system: 前置库
      table: ods.project_register
      database: county_exchange
      source_table: qz_xmxx
      key: [row_guid]
      columns:
        - {column: xmmc, property: project_name}
        - {column: jhztz, property: planned_investment, unit: CNY_10K}
      """;

  @Test
  void ledgerIsRead() {
    LedgerSource ledger = (LedgerSource) SourceFiles.parse(LEDGER, "a.yaml");
    assertThat(ledger.headerRows()).containsExactly(3, 4);
    assertThat(ledger.period().property()).isEqualTo("period");
    assertThat(ledger.constants()).isEqualTo(Map.of("category", "infrastructure"));
    assertThat(ledger.columns().get(1).unit()).isEqualTo("CNY_10K");
    assertThat(ledger.columns().get(2).values()).containsEntry("是", "true");
    assertThat(ledger.columns().get(2).presence()).isEqualTo(LedgerColumn.Presence.REQUIRED);
  }

  @Test
  void exchangeHasItsUsualChangeColumns() {
    ExchangeSource exchange = (ExchangeSource) SourceFiles.parse(EXCHANGE, "a.yaml");
    assertThat(exchange.change())
        .isEqualTo(new ExchangeSource.Change("cd_batch", "cd_operation", "cd_time"));
    assertThat(exchange.key()).containsExactly("row_guid");
  }

  @Test
  void changeStreamNeedsItsSchema() {
    String stream = EXCHANGE.replace("kind: exchange", "kind: change_stream");
    assertRefused(stream, "'source_table' needs the form schema.table");
    assertThat(SourceFiles.parse(stream.replace("qz_xmxx", "public.qz_xmxx"), "a"))
        .isInstanceOf(StreamSource.class);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unit_row|unit_rwo|a.yaml:10: unknown key 'unit_rwo' in the file",
        "header_rows|heder_rows|a.yaml:11: unknown key 'heder_rows' in the file",
        "property: project_name|proprety: project_name|a.yaml:16: unknown key 'proprety' in columns[0]",
        "{row: 1}|{rwo: 1}|a.yaml:9: unknown key 'rwo' in period",
        ", property: project_name|''|a.yaml:16:18: 'property' is missing",
        "kind: ledger|kind: leger|'kind' has to be ledger, exchange or change_stream",
        "[3, 4]|[3, 5]|'header_rows' needs adjoining rows",
        "[3, 4]|[2, 3]|'unit_row' lies above the header",
        "ods.investment_ledger|dwd.investment|'table' has to be a table of ods",
        "format: xlsx|format: xls|from String \"xls\"",
        "system: 陵川台账|source: again|Duplicate field 'source'",
        "total_investment|project_name|'columns' fills a property twice: project_name",
        "投资/总投资|项目名称|'columns' names a column twice: 项目名称",
        "format: xlsx|format: csv|'encoding' is needed for csv",
        "\"140524\"|\"1405\"|'zone_code' needs six digits",
        "{row: 1}|{row: 3}|'period.row' lies above the header",
        "项目名称|\"\"|'header' is missing",
      })
  void typoIsNamed(String right, String wrong, String message) {
    assertThat(LEDGER).contains(right);
    assertRefused(
        LEDGER.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)), message);
  }

  @Test
  void emptyFileIsNamed() {
    assertRefused("", "a.yaml");
    assertRefused("--- ~\n", "a.yaml");
  }

  @Test
  void fileIsCalledAsItsSource(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("other.yaml"), LEDGER);
    assertThatThrownBy(() -> SourceFiles.readAll(folder))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("'source' is lingchuan_investment_ledger, the file is called other");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> SourceFiles.parse(yaml, "a.yaml"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SOURCE_FILE_INVALID"))
        .hasMessageContaining(message);
  }
}
