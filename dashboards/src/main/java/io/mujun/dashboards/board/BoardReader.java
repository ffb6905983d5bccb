package io.mujun.dashboards.board;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads one board file strictly. */
public final class BoardReader {
  public static final String CODE = "BOARD_INVALID";
  private static final int PAGE_WIDTH = 12;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> COMMON =
      Set.of("kind", "title", "description", "dataset", "params");

  private BoardReader() {}

  public static Board read(Path file) {
    Yaml yaml = Yaml.read(file, CODE);
    String place = file.getFileName().toString();
    JsonNode root = yaml.node();
    Yaml.requireKnown(
        root, Set.of("board", "title", "description", "filters", "tabs", "charts"), place, CODE);
    Map<String, Board.Chart> charts = new LinkedHashMap<>();
    root.path("charts")
        .properties()
        .forEach(
            entry -> charts.put(entry.getKey(), chart(entry.getKey(), entry.getValue(), place)));
    List<Board.Filter> filters = new ArrayList<>();
    root.path("filters").forEach(node -> filters.add(filter(node, charts.keySet(), place)));
    List<Board.Tab> tabs = new ArrayList<>();
    root.path("tabs").forEach(node -> tabs.add(tab(node, charts.keySet(), place)));
    requireEachPlacedOnce(tabs, charts.keySet(), place);
    return new Board(
        yaml.requireText("board"),
        yaml.requireText("title"),
        root.path("description").asText(""),
        List.copyOf(filters),
        List.copyOf(tabs),
        charts,
        place);
  }

  private static Board.Chart chart(String name, JsonNode node, String file) {
    String place = file + ", chart " + name;
    ChartKind kind = ChartKind.named(node.path("kind").asText(), place);
    Set<String> known = new TreeSet<>(COMMON);
    known.addAll(kind.options());
    Yaml.requireKnown(node, known, place, CODE);
    Map<String, Object> parameters =
        node.has("params")
            ? MAPPER.convertValue(node.get("params"), new TypeReference<>() {})
            : Map.of();
    ObjectNode options = node.deepCopy();
    return new Board.Chart(
        name,
        node.path("title").asText(null),
        node.path("description").asText(""),
        kind,
        options,
        parameters,
        place);
  }

  private static Board.Filter filter(JsonNode node, Set<String> charts, String file) {
    String place = file + ", filters";
    Yaml.requireKnown(node, Set.of("name", "dataset", "column", "except"), place, CODE);
    List<String> except = new ArrayList<>();
    for (JsonNode chart : node.path("except")) {
      except.add(Names.require(chart.asText(), charts, "CHART_UNKNOWN", "chart", place));
    }
    return new Board.Filter(
        node.path("name").asText(),
        node.path("dataset").asText(),
        node.path("column").asText(),
        List.copyOf(except));
  }

  private static Board.Tab tab(JsonNode node, Set<String> charts, String file) {
    String place = file + ", tab " + node.path("title").asText();
    Yaml.requireKnown(node, Set.of("title", "rows"), place, CODE);
    List<List<Board.Placement>> rows = new ArrayList<>();
    for (JsonNode row : node.path("rows")) {
      List<Board.Placement> placements = new ArrayList<>();
      for (JsonNode cell : row) {
        if (cell.size() != 3 || !cell.get(1).isInt() || !cell.get(2).isInt()) {
          throw new MujunException(
              CODE, place + ": " + cell + " is no [chart, width, height] with whole numbers.");
        }
        String chart = Names.require(cell.get(0).asText(), charts, "CHART_UNKNOWN", "chart", place);
        placements.add(new Board.Placement(chart, cell.get(1).asInt(), cell.get(2).asInt()));
      }
      int width = placements.stream().mapToInt(Board.Placement::width).sum();
      if (width != PAGE_WIDTH) {
        throw new MujunException(
            CODE,
            "%s: the widths of row %d add up to %d, not to %d."
                .formatted(place, rows.size() + 1, width, PAGE_WIDTH));
      }
      rows.add(List.copyOf(placements));
    }
    return new Board.Tab(node.path("title").asText(), List.copyOf(rows));
  }

  private static void requireEachPlacedOnce(
      List<Board.Tab> tabs, Set<String> charts, String place) {
    Set<String> placed = new TreeSet<>();
    for (Board.Tab tab : tabs) {
      for (List<Board.Placement> row : tab.rows()) {
        for (Board.Placement placement : row) {
          if (!placed.add(placement.chart())) {
            throw new MujunException(
                CODE, place + ": the chart '" + placement.chart() + "' is placed twice.");
          }
        }
      }
    }
    Set<String> missing = new TreeSet<>(charts);
    missing.removeAll(placed);
    if (!missing.isEmpty()) {
      throw new MujunException(CODE, place + ": no tab places " + String.join(", ", missing) + ".");
    }
  }
}
