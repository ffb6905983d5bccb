package io.mujun.warehouse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFilesTest {
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
        "source_table|source_tabel|a.yaml:6: unknown key 'source_tabel' in the file",
        "property: project_name|proprety: project_name|a.yaml:9: unknown key 'proprety' in columns[0]",
        ", property: project_name|''|a.yaml:9:18: 'property' is missing",
        "kind: exchange|kind: ledger|'kind' has to be exchange or change_stream",
        "ods.project_register|dwd.project|'table' has to be a table of ods",
        "system: 前置库|source: again|Duplicate field 'source'",
        "planned_investment|project_name|'columns' fills a property twice: project_name",
        "column: jhztz|column: xmmc|'columns' names a column twice: xmmc",
        "key: [row_guid]|zone_code: '1405'|'zone_code' needs six digits",
      })
  void typoIsNamed(String right, String wrong, String message) {
    assertThat(EXCHANGE).contains(right);
    assertRefused(
        EXCHANGE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)), message);
  }

  @Test
  void emptyFileIsNamed() {
    assertRefused("", "a.yaml");
    assertRefused("--- ~\n", "a.yaml");
  }

  @Test
  void fileIsCalledAsItsSource(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("other.yaml"), EXCHANGE);
    assertThatThrownBy(() -> SourceFiles.readAll(folder))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("'source' is project_register, the file is called other");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> SourceFiles.parse(yaml, "a.yaml"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SOURCE_FILE_INVALID"))
        .hasMessageContaining(message);
  }
}
