package io.mujun.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.mujun.dashboards.board.Board;
import io.mujun.dashboards.board.BoardReader;
import io.mujun.dashboards.board.DatasetDefinition;
import io.mujun.dashboards.chart.ChartContext;
import io.mujun.dashboards.chart.Charts;
import io.mujun.dashboards.chart.SupersetChart;
import io.mujun.dashboards.dataset.Database;
import io.mujun.dashboards.dataset.Dataset;
import io.mujun.dashboards.dataset.ShownTexts;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compiles board files to Superset's assets bundle. Labels, units, thresholds and formulas come
 * from contracts and metrics; the same declarations always give the same bundle, byte for byte.
 */
public final class BundleCompiler {
  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final BoardDeclarations declarations;
  private final SortedMap<String, String> files = new TreeMap<>();

  private BundleCompiler(Warehouse warehouse) {
    declarations = new BoardDeclarations(warehouse);
  }

  /**
   * Compiles every board.
   *
   * @param directory the folder {@code dashboards}, with {@code boards} and {@code datasets}
   * @throws MujunException where a file is not as it should be, or names what is not declared:
   *     {@code BOARD_INVALID}, {@code DATASET_INVALID}, {@code DATASET_UNKNOWN}, {@code
   *     TABLE_UNKNOWN}, {@code COLUMN_UNKNOWN}, {@code METRIC_UNKNOWN}, {@code UNIT_UNKNOWN},
   *     {@code CHART_UNKNOWN}, {@code CHART_KIND_UNKNOWN}, {@code MEASURE_CONFLICT}
   */
  public static Bundle compile(Path directory, Warehouse warehouse) {
    return new BundleCompiler(warehouse).bundle(directory);
  }

  private Bundle bundle(Path directory) {
    Map<String, Dataset> datasets = new TreeMap<>();
    for (Path file : yamlFiles(directory.resolve("datasets"))) {
      DatasetDefinition definition = DatasetDefinition.read(file);
      datasets.put(definition.name(), new Dataset(definition, declarations));
    }
    ChartContext context = new ChartContext(declarations, datasets);
    for (Path file : yamlFiles(directory.resolve("boards"))) {
      board(BoardReader.read(file), context, style(directory.resolve("boards/style.css")));
    }
    datasets.forEach(
        (name, dataset) -> put("datasets/mujun/" + name + ".yaml", dataset.asset(Database.uuid())));
    put(Database.FILE, Database.asset());
    put("metadata.yaml", Map.of("version", "1.0.0", "type", "assets"));
    return new Bundle(files);
  }

  private void board(Board board, ChartContext context, String style) {
    Map<String, SupersetChart> charts = new LinkedHashMap<>();
    for (Board.Chart chart : board.charts().values()) {
      SupersetChart compiled = Charts.compile(chart, context);
      compiled.parameters().putAll(chart.parameters());
      charts.put(chart.name(), compiled);
      put("charts/" + board.slug() + "/" + chart.name() + ".yaml", asset(board, chart, compiled));
    }
    put(
        "dashboards/" + board.slug() + ".yaml",
        new DashboardAsset(board, charts, context).asset(style));
  }

  private static Map<String, Object> asset(Board board, Board.Chart chart, SupersetChart compiled) {
    Map<String, Object> parameters = compiled.parameters();
    parameters.put("viz_type", compiled.type());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("datasource", Map.of("id", 0, "type", "table"));
    context.put("force", false);
    context.put("form_data", Map.of("viz_type", compiled.type()));
    context.put("queries", compiled.queries());
    context.put("result_format", "json");
    context.put("result_type", "full");
    Map<String, Object> asset = new LinkedHashMap<>();
    asset.put("slice_name", compiled.title());
    asset.put("description", ShownTexts.unfolded(compiled.description()));
    asset.put("viz_type", compiled.type());
    asset.put("params", parameters);
    asset.put("query_context", write(JSON, context));
    asset.put("uuid", DashboardAsset.chartUuid(board, chart.name()));
    asset.put("dataset_uuid", compiled.dataset().uuid());
    asset.put("is_managed_externally", true);
    asset.put("version", "1.0.0");
    return asset;
  }

  private void put(String name, Map<String, Object> asset) {
    if (files.put(name, write(YAML, asset)) != null) {
      throw new MujunException(BoardReader.CODE, "Two boards write " + name + ".");
    }
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Path> yamlFiles(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String style(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
