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
        "kind: exchange|kind: ledger|'kind' has to be exchange, portal or change_stream",
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

  private static final String PORTAL =
      """
      source: agreement
      kind: portal
      system: 门户
      table: ods.agreement
      portal: county_portal
      convention: signed_pages
      path: /v1/agreements
      key: [xybh]
      change: {time: gxsj}
      since: {parameter: gxsjq}
      columns:
        - {field: xybh, property: agreement_number}
        - {field: xm/mc, property: project_name, presence: OPTIONAL}
      """;

  @Test
  void aPortalNeedsItsKeyItsTimesAndWhatIsNotOptional() {
    PortalSource portal = (PortalSource) SourceFiles.parse(PORTAL, "a.yaml");
    assertThat(portal.requiredFields()).containsExactly("xybh", "gxsj");
    assertThat(portal.readFields()).containsExactly("xybh", "gxsj", "xm/mc");
    assertThat(portal.since().format()).isEqualTo("yyyy-MM-dd HH:mm:ss");
    assertThat(portal.extent()).isEqualTo(ChangeSource.Extent.SINCE);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "path: /v1/agreements|path: /v1/agreements?key=1|'path' has to begin with /",
        "path: /v1/agreements|path: /v1/../admin|'path' has to begin with /",
        "change: {time: gxsj}|change: {operation: zt}|'since' needs 'time' in 'change' beside it",
        "{time: gxsj}|{time: gxsj, operations: {作废: X}}|'operations' may give I, U or D: X",
        "{time: gxsj}|{time: gxsj, format: yyyy-MM}|'change.format' has to tell day and time: yyyy-MM",
        "{time: gxsj}|{time: gxsj, format: bad}|'change.format' is no form of a time",
        "xm/mc|xm//mc|'field' is no name of a field",
        "xm/mc|XYBH|'columns' names two fields that differ in case alone: XYBH",
        "parameter: gxsjq|paramter: gxsjq|a.yaml:10: unknown key 'paramter' in since",
      })
  void typoOfAPortalIsNamed(String right, String wrong, String message) {
    assertThat(PORTAL).contains(right);
    assertRefused(
        PORTAL.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)), message);
  }

  private static final String CONVENTION =
      """
      convention: pages
      records: /data/records
      paging: {kind: page, parameter: pageNum, total: /data/total}
      """;

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: page, |''|'paging.kind' has to be page, offset, cursor or link",
        "parameter: pageNum, |''|'paging.parameter' is missing",
        ", total: /data/total|''|'paging.total' is missing",
        "kind: page|kind: cursor|'paging.next' is missing",
        "total: /data/total|total: total|'paging.total' is no JSON pointer: total",
        "records: /data/records|record: /data|a.yaml:2: unknown key 'record' in the file",
        "pages|Pages|'convention' may hold a-z, 0-9 and _ only: Pages",
      })
  void typoOfAConventionIsNamed(String right, String wrong, String message) {
    assertThat(CONVENTION).contains(right);
    assertThatThrownBy(
            () ->
                ConventionFiles.parse(
                    CONVENTION.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)),
                    "a.yaml"))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aConventionThatIsNotDeclaredIsNamed(@TempDir Path folder) {
    PortalSource portal = (PortalSource) SourceFiles.parse(PORTAL, "a.yaml");
    assertThatThrownBy(() -> ConventionFiles.of(portal, folder))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONVENTION_MISSING"))
        .hasMessageContaining("declares the convention 'signed_pages'");
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
