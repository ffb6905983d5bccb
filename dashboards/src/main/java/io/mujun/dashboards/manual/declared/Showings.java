package io.mujun.dashboards.manual.declared;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.board.BoardReader;
import io.mujun.dashboards.board.ChartKind;
import io.mujun.dashboards.board.DatasetDefinition;
import io.mujun.dashboards.bulletin.BulletinLayout;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which boards and bulletins show which metrics and tables. */
final class Showings {
  private final Metrics metrics;
  private final Map<String, DatasetDefinition> datasets;
  private final Map<String, List<Showing>> ofMetric = new TreeMap<>();
  private final Map<String, List<Showing>> ofTable = new TreeMap<>();

  /**
   * Reads boards and bulletins.
   *
   * @param dashboards the folder with {@code boards}, {@code datasets} and {@code bulletins}
   */
  Showings(Path dashboards, Metrics metrics) {
    this.metrics = metrics;
    this.datasets =
        files(dashboards.resolve("datasets")).stream()
            .map(DatasetDefinition::read)
            .collect(Collectors.toMap(DatasetDefinition::name, dataset -> dataset));
    files(dashboards.resolve("boards")).stream().map(BoardReader::read).forEach(this::board);
    files(dashboards.resolve("bulletins")).forEach(this::bulletin);
  }

  List<Showing> ofMetric(String metric) {
    return ofMetric.getOrDefault(metric, List.of());
  }

  /** Those that show a table's rows themselves. */
  List<Showing> ofTable(String table) {
    return ofTable.getOrDefault(table, List.of());
  }

  private void board(Board board) {
    for (Board.Tab tab : board.tabs()) {
      for (List<Board.Placement> row : tab.rows()) {
        row.forEach(placement -> chart(board, tab, board.charts().get(placement.chart())));
      }
    }
  }

  private void chart(Board board, Board.Tab tab, Board.Chart chart) {
    Set<String> shown = new LinkedHashSet<>();
    collect(chart.options(), shown);
    String title =
        chart.title() != null
            ? chart.title()
            : metrics.measure(chart.options().path("metric").asText(), chart.place()).displayName();
    Showing showing = new Showing(Showing.Kind.BOARD, board.title(), tab.title(), title);
    shown.forEach(metric -> add(ofMetric, metric, showing));
    if (chart.kind() == ChartKind.LIST) {
      DatasetDefinition dataset = datasets.get(chart.options().path("dataset").asText());
      add(ofTable, dataset.table(), showing);
      dataset.joins().forEach(join -> add(ofTable, join.table(), showing));
    }
  }

  /** Metrics that a chart's options name: their names are no words of boards. */
  private void collect(JsonNode options, Set<String> shown) {
    if (options.isTextual()) {
      metrics.measures().stream()
          .map(Measure::name)
          .filter(options.asText()::equals)
          .forEach(shown::add);
    }
    options.forEach(part -> collect(part, shown));
  }

  private void bulletin(Path file) {
    BulletinLayout layout = BulletinLayout.read(file, metrics);
    Showing showing = new Showing(Showing.Kind.BULLETIN, layout.title(), "", "");
    layout.metrics().forEach(metric -> add(ofMetric, metric, showing));
  }

  private static void add(Map<String, List<Showing>> places, String name, Showing showing) {
    places.computeIfAbsent(name, any -> new ArrayList<>()).add(showing);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
