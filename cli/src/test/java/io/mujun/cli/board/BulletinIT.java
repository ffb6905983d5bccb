package io.mujun.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.cli.DemoCity;
import io.mujun.cli.SharedDemoCity;
import io.mujun.dashboards.bulletin.Bulletins;
import io.mujun.dashboards.bulletin.Week;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.metric.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure of a bulletin, as its reader finds it on the page, against what was published. */
@ExtendWith(SharedDemoCity.class)
class BulletinIT {
  private static final Path WEEKLY = DemoCity.HOME.resolve("dashboards/bulletins/weekly.yaml");
  private static final Warehouse WAREHOUSE = new Warehouse(DemoCity.HOME.resolve("warehouse"));
  private static final Week WEEK = Week.parse("2024-W47");
  private static DemoCity city;

  @TempDir private Path folder;

  @BeforeAll
  static void use(DemoCity shared) {
    city = shared;
  }

  @Test
  void everyFigureOfTheDemosBulletinIsTheOnePublished() throws SQLException {
    Yaml layout = Yaml.read(WEEKLY, "TEST");
    compare(
        "mujun", city.bulletin(), names(layout, "/headlines"), names(layout, "/ranking/columns"));
  }

  /** Every metric that is declared, of each zone and of the widest scope that the reader sees. */
  @ParameterizedTest
  @ValueSource(strings = {"province", "official_jincheng", "clerk_linyi"})
  void everyFigureOfEveryMetricIsTheOnePublished(String user) throws SQLException, IOException {
    List<String> metrics = new ArrayList<>();
    metrics.add("investment_ledger");
    WAREHOUSE.metrics().measures().stream()
        .map(Measure::name)
        .filter(name -> !name.equals("investment_ledger"))
        .forEach(metrics::add);
    String listed = "[" + String.join(", ", metrics) + "]";
    Path layout =
        Files.writeString(
            folder.resolve("all.yaml"),
            "title: 全部指标\nheadlines: %1$s\nranking: {by: schedule_attainment_rate, columns: %1$s}\n"
                .formatted(listed));
    try (Connection connection = city.connect(user)) {
      Path page =
          new Bulletins(WAREHOUSE, layout).write(connection, WEEK, WEEK.sunday(), folder, "");
      compare(user, page, metrics, metrics);
    }
  }

  private static void compare(String user, Path page, List<String> headlines, List<String> columns)
      throws SQLException {
    PrintedBulletin printed = PrintedBulletin.read(page);
    SortedMap<String, String> published =
        new PublishedBulletin(city, user, headlines, columns)
            .figures(printed.publication(), printed.previous());
    System.out.printf(
        "bulletin of %s: %d figures and rows compared with what was published%n",
        user, printed.figures().size());
    assertThat(published).containsKeys("chart", "headline investment_ledger");
    assertThat(printed.figures()).isEqualTo(published);
    assertThat(printed.rest()).as("what stands elsewhere on the page").doesNotContainPattern("\\d");
  }

  private static List<String> names(Yaml layout, String path) {
    List<String> names = new ArrayList<>();
    layout.node().at(path).forEach(name -> names.add(name.asText()));
    return names;
  }
}
