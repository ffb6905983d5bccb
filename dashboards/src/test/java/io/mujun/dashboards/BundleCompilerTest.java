package io.mujun.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mujun.dashboards.board.DatasetDefinition;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleCompilerTest {
  private static final Path DASHBOARDS = Path.of("").toAbsolutePath();
  private static final Warehouse WAREHOUSE = new Warehouse(DASHBOARDS.resolveSibling("warehouse"));

  @TempDir Path copy;

  @Test
  void committedBundleIsWhatTheCompilerMakes() {
    assertThat(Bundle.read(DASHBOARDS.resolve("bundle")).files())
        .as("run io.mujun.dashboards.CompileBoards in the repository, and commit dashboards/bundle")
        .isEqualTo(BundleCompiler.compile(DASHBOARDS, WAREHOUSE).files());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metric: investment_ledger,        | metric: investment_leger,     | METRIC_UNKNOWN     | chart investment: there is no metric 'investment_leger'. The nearest are: investment_ledger
          target: investment_target         | target: investment_tragte     | METRIC_UNKNOWN     | there is no metric 'investment_tragte'. The nearest are: investment_target
          unit: CNY_100M, target            | unit: CNY_100, target         | UNIT_UNKNOWN       | The nearest are: CNY_100M
          unit: CNY_100M, target            | unit: MU, target              | UNIT_MISMATCH      | chart investment: 亩 measures area, but 万元 measures money
          dataset: project,                 | dataset: projects,            | DATASET_UNKNOWN    | there is no dataset 'projects'. The nearest are: project
          order: deviation,                 | order: devation,              | COLUMN_UNKNOWN     | The nearest are: deviation
          column: period_label,             | column: period_lable,         | COLUMN_UNKNOWN     | filter 统计期: there is no column of the dataset 'zone_metric' 'period_lable'
          kind: headline,                   | kind: headlin,                | CHART_KIND_UNKNOWN | The nearest are: headline
          [investment, 6, 20]               | [investmant, 6, 20]           | CHART_UNKNOWN      | there is no chart 'investmant'. The nearest are: investment
          [investment, 6, 20]               | [investment, 5, 20]           | BOARD_INVALID      | the widths of row 1 add up to 11, not to 12
          title: 总览                       | titel: 总览                   | BOARD_INVALID      | 'titel' is not known
          """)
  void faultInABoardNamesItsPlaceAndTheNearestNames(
      String right, String wrong, String code, String message) throws IOException {
    String board =
        """
        board: small
        title: 总览
        filters:
          - {name: 统计期, dataset: zone_metric, column: period_label, except: []}
        tabs:
          - title: 一
            rows:
              - [[investment, 6, 20], [completion, 6, 20]]
              - [[projects, 12, 40]]
        charts:
          investment: {kind: headline, dataset: zone_metric, metric: investment_ledger, unit: CNY_100M, target: investment_target}
          completion: {kind: headline, dataset: zone_metric, metric: annual_completion_rate}
          projects: {kind: list, dataset: project, order: deviation, columns: [project_name, light]}
        """;
    copyStyleAndDatasets();
    Path file = copy.resolve("boards/small.yaml");
    Files.writeString(file, board);
    assertThat(BundleCompiler.compile(copy, WAREHOUSE).files().keySet())
        .filteredOn(name -> name.contains("charts/"))
        .hasSize(3);
    assertThat(board).contains(right);

    Files.writeString(file, board.replace(right, wrong));

    assertThatThrownBy(() -> BundleCompiler.compile(copy, WAREHOUSE))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  /** The second board asks the same metric against another target, in other formats. */
  @ParameterizedTest
  @ValueSource(strings = {"a_second", "second"})
  void aSecondBoardLeavesTheFirstOnesFigures(String name) throws IOException {
    String second =
        """
        board: second
        title: 第二块看板
        tabs:
          - title: 一
            rows:
              - [[investment, 6, 20], [untargeted, 6, 20]]
              - [[matrix, 12, 40]]
              - [[projects, 12, 40]]
        charts:
          investment: {kind: headline, title: 序时完成, dataset: zone_metric, metric: investment_ledger, unit: CNY_100M, target: scheduled_investment}
          untargeted: {kind: headline, dataset: zone_metric, metric: investment_ledger, unit: CNY_100M}
          matrix: {kind: matrix, dataset: zone_metric, metrics: [planned_projects, standard_land_area, overdue_cases]}
          projects: {kind: list, dataset: project, order: deviation, columns: [project_name, {column: annual_plan, unit: CNY_100M}, {column: category, codes: null_reason}]}
        """;
    copyStyleAndDatasets();
    Files.copy(DASHBOARDS.resolve("boards/overview.yaml"), copy.resolve("boards/overview.yaml"));
    SortedMap<String, String> alone = BundleCompiler.compile(copy, WAREHOUSE).files();

    Files.writeString(copy.resolve("boards").resolve(name + ".yaml"), second);
    SortedMap<String, String> both = BundleCompiler.compile(copy, WAREHOUSE).files();

    for (String file : alone.keySet()) {
      if (file.startsWith("datasets/")) {
        assertThat(expressions(both.get(file)))
            .as(file)
            .containsAllEntriesOf(expressions(alone.get(file)));
      } else {
        assertThat(both.get(file)).as(file).isEqualTo(alone.get(file));
      }
    }
    Map<String, String> figures = expressions(both.get("datasets/mujun/zone_metric.yaml"));
    assertThat(both.get("charts/second/investment.yaml"))
        .contains("card_investment_ledger_cny_100m_to_scheduled_investment");
    assertThat(figures.get("card_investment_ledger_cny_100m_to_scheduled_investment"))
        .contains("序时应完成投资", "metric = 'scheduled_investment'")
        .doesNotContain("investment_target");
    assertThat(figures.get("card_investment_ledger_cny_100m_to_investment_target"))
        .contains("年度投资目标", "metric = 'investment_target'")
        .doesNotContain("scheduled_investment");
    assertThat(figures.get("card_investment_ledger_cny_100m")).contains("未设目标");
    assertThat(figures.get("cell"))
        .containsPattern("in \\([^)]*'百分点'[^)]*\\) then format\\('%\\+,.1f'")
        .containsPattern("in \\([^)]*'件'[^)]*\\) then format\\('%,.0f'")
        .containsPattern("in \\([^)]*'亩'[^)]*\\) then format\\('%,.2f'");
  }

  @Test
  void aBoardSaysSinceWhenEachSeriesIsComputedAnew() throws IOException {
    SortedMap<String, String> files = BundleCompiler.compile(DASHBOARDS, WAREHOUSE).files();
    JsonNode dataset = new YAMLMapper().readTree(files.get("datasets/mujun/metric_version.yaml"));
    JsonNode chart = new YAMLMapper().readTree(files.get("charts/zone-overview/versions.yaml"));
    JsonNode board = new YAMLMapper().readTree(files.get("dashboards/zone-overview.yaml"));

    assertThat(dataset.path("sql").asText())
        .contains("from dim.metric_version as base", "base.valid_from", "base.publication_id")
        .doesNotContain("period_label");
    assertThat(dataset.has("main_dttm_col")).as("versions are of no month").isFalse();
    assertThat(expressions(files.get("datasets/mujun/metric_version.yaml")))
        .hasEntrySatisfying(
            "change_kind_label_metric_change",
            expression -> assertThat(expression).contains("目标或灯界变更，数值不变"));
    assertThat(chart.at("/params/all_columns"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "display_name_text",
            "version_number_text",
            "valid_from_text",
            "publication_id_text",
            "change_kind_label_metric_change",
            "metric_text");
    assertThat(chart.at("/params/order_by_cols/0").asText()).isEqualTo("[\"valid_from\", false]");
    assertThat(chart.at("/params/order_by_cols"))
        .as("rows of one day in an order of their own")
        .extracting(JsonNode::asText)
        .containsExactly(
            "[\"valid_from\", false]", "[\"metric\", true]", "[\"version_number\", true]");
    assertThat(chart.path("query_context").asText()).doesNotContain("is_latest_period");
    int place = List.copyOf(chartNames(board)).indexOf("versions") + 1;
    assertThat(board.at("/metadata/native_filter_configuration/0/scope/excluded"))
        .as("the filter by month leaves it alone")
        .extracting(JsonNode::asInt)
        .contains(place);
  }

  @Test
  void aBoardGivesTheCommandThatTakesANumberApart() throws IOException {
    SortedMap<String, String> files = BundleCompiler.compile(DASHBOARDS, WAREHOUSE).files();
    JsonNode chart = new YAMLMapper().readTree(files.get("charts/zone-overview/origins.yaml"));

    assertThat(chart.at("/params/all_columns"))
        .extracting(JsonNode::asText)
        .contains(
            "display_name_text",
            "scope_name_text",
            "number_figure",
            "number_facts",
            "trace_command");
    assertThat(chart.at("/params/page_length").asInt()).isEqualTo(50);
    assertThat(expressions(files.get("datasets/mujun/zone_metric.yaml")).get("trace_command"))
        .as("what is no plain name is no part of a command")
        .contains("when regexp_like(metric || scope_kind || scope_code, '^[a-z0-9_]+$')")
        .contains("'./mujun trace ' || metric");
  }

  @Test
  void aBoardLinksANumberToItsFacts() throws IOException {
    SortedMap<String, String> files = BundleCompiler.compile(DASHBOARDS, WAREHOUSE).files();

    assertThat(expressions(files.get("datasets/mujun/zone_metric.yaml")).get("number_facts"))
        .as("what is no plain name is no part of a query")
        .contains("when regexp_like(metric || scope_kind || scope_code, '^[a-z0-9_]+$')")
        .contains("/sqllab/?dbid=1&amp;autorun=true&amp;name=' || metric")
        .contains("'&amp;sql=select%20*%20from%20trace.' || metric || '%0Awhere%20scope_kind");
  }

  private static List<String> chartNames(JsonNode board) {
    SortedMap<Integer, String> names = new TreeMap<>();
    board
        .path("position")
        .forEach(
            node -> {
              if (node.path("type").asText().equals("CHART")) {
                String id = node.path("id").asText();
                names.put(
                    node.at("/meta/chartId").asInt(),
                    id.substring("CHART-zone-overview-".length()));
              }
            });
    return List.copyOf(names.values());
  }

  @Test
  void anotherMeaningUnderOneNameIsRefusedWithBothPlaces() {
    Dataset dataset =
        new Dataset(
            DatasetDefinition.read(DASHBOARDS.resolve("datasets/zone_metric.yaml")),
            new BoardDeclarations(WAREHOUSE));
    dataset.measure("total", "合计", "", "sum(value)", ",.2f", "a.yaml, chart x");
    dataset.calculate("mark", "标记", "upper(metric)", "a.yaml, chart x");

    assertThat(dataset.measure("total", "合计", "", "sum(value)", ",.2f", "b.yaml, chart y"))
        .isEqualTo("total");
    for (ThrowingCallable other :
        List.<ThrowingCallable>of(
            () -> dataset.measure("total", "合计", "", "max(value)", ",.2f", "b.yaml, chart y"),
            () -> dataset.measure("total", "合计", "", "sum(value)", ",.0f", "b.yaml, chart y"),
            () -> dataset.measure("total", "总数", "", "sum(value)", ",.2f", "b.yaml, chart y"),
            () -> dataset.calculate("mark", "标记", "lower(metric)", "b.yaml, chart y"))) {
      assertThatThrownBy(other)
          .isInstanceOfSatisfying(
              MujunException.class, fault -> assertThat(fault.code()).isEqualTo("MEASURE_CONFLICT"))
          .hasMessageContainingAll("a.yaml, chart x", "b.yaml, chart y", "'zone_metric'");
    }
    assertThatThrownBy(() -> dataset.calculate("short_name", "名", "metric", "b.yaml, chart y"))
        .hasMessageContainingAll("zone_metric.yaml", "b.yaml, chart y");
  }

  private void copyStyleAndDatasets() throws IOException {
    Files.createDirectories(copy.resolve("boards"));
    Files.createDirectories(copy.resolve("datasets"));
    Files.copy(DASHBOARDS.resolve("boards/style.css"), copy.resolve("boards/style.css"));
    try (Stream<Path> datasets = Files.list(DASHBOARDS.resolve("datasets"))) {
      for (Path dataset : datasets.toList()) {
        Files.copy(dataset, copy.resolve("datasets").resolve(dataset.getFileName()));
      }
    }
  }

  /** The SQL of all measures and calculated columns by name. */
  private static Map<String, String> expressions(String dataset) throws IOException {
    Map<String, String> expressions = new TreeMap<>();
    JsonNode asset = new YAMLMapper().readTree(dataset);
    asset
        .path("metrics")
        .forEach(m -> expressions.put(m.path("metric_name").asText(), m.toString()));
    asset
        .path("columns")
        .forEach(c -> expressions.put(c.path("column_name").asText(), c.toString()));
    return expressions;
  }

  @Test
  void writingReplacesWhatStoodThere() throws IOException {
    Files.writeString(copy.resolve("old.yaml"), "gone: true");
    Bundle bundle = BundleCompiler.compile(DASHBOARDS, WAREHOUSE);

    bundle.write(copy);

    assertThat(Bundle.read(copy)).isEqualTo(bundle);
  }
}
