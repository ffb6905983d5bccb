package io.mujun.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          metric: annual_completion_rate    | metric: handling_days_p50     | METRIC_NOT_ADDITIVE | 'handling_days_p50' of several zones does not follow from its parts
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
    Files.createDirectories(copy.resolve("boards"));
    Files.createDirectories(copy.resolve("datasets"));
    Files.copy(DASHBOARDS.resolve("boards/style.css"), copy.resolve("boards/style.css"));
    try (Stream<Path> datasets = Files.list(DASHBOARDS.resolve("datasets"))) {
      for (Path dataset : datasets.toList()) {
        Files.copy(dataset, copy.resolve("datasets").resolve(dataset.getFileName()));
      }
    }
    Path file = copy.resolve("boards/small.yaml");
    Files.writeString(file, board);
    assertThat(BundleCompiler.compile(copy, WAREHOUSE).files()).hasSize(8);
    assertThat(board).contains(right);

    Files.writeString(file, board.replace(right, wrong));

    assertThatThrownBy(() -> BundleCompiler.compile(copy, WAREHOUSE))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void writingReplacesWhatStoodThere() throws IOException {
    Files.writeString(copy.resolve("old.yaml"), "gone: true");
    Bundle bundle = BundleCompiler.compile(DASHBOARDS, WAREHOUSE);

    bundle.write(copy);

    assertThat(Bundle.read(copy)).isEqualTo(bundle);
  }
}
