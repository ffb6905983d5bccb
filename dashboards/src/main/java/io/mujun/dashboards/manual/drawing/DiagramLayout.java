package io.mujun.dashboards.manual.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Places a diagram's boxes: each in a layer right of all that it is made of, and in each layer in
 * an order in which few curves cross. A curve over several layers keeps a lane free in those
 * between.
 */
public final class DiagramLayout {
  private static final int HEAD = 26;
  private static final int NOTE = 15;
  private static final int ROW = 18;
  private static final int GAP = 14;
  private static final int LANE = 6;
  private static final int MARGIN = 8;
  private static final int BETWEEN = 64;
  private static final int PADDING = 20;
  private static final int NARROWEST = 90;
  private static final int WIDEST = 270;
  private static final int SWEEPS = 8;

  /** A box, or the lane of a curve. */
  private static final class Node {
    private final Diagram.Box box;
    private final int layer;
    private final int height;
    private final List<Node> before = new ArrayList<>();
    private final List<Node> after = new ArrayList<>();
    private double y;

    Node(Diagram.Box box, int layer, int height) {
      this.box = box;
      this.layer = layer;
      this.height = height;
    }

    double middle() {
      return y + height / 2.0;
    }
  }

  private final Diagram diagram;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<List<Node>> layers = new ArrayList<>();
  private final Map<Diagram.Link, List<Node>> lanes = new LinkedHashMap<>();
  private final List<Integer> lefts = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  private DiagramLayout(Diagram diagram) {
    this.diagram = diagram;
  }

  public static Drawing of(Diagram diagram) {
    DiagramLayout layout = new DiagramLayout(diagram);
    layout.place();
    layout.order();
    layout.measure();
    layout.align();
    return layout.drawing();
  }

  /** Puts each box into its layer, and a lane for each curve into those that it passes. */
  private void place() {
    Map<String, Integer> layerOf = new HashMap<>();
    diagram.boxes().keySet().forEach(id -> layer(id, layerOf, new HashSet<>()));
    pullRight(layerOf);
    diagram
        .boxes()
        .forEach((id, box) -> nodes.put(id, add(new Node(box, layerOf.get(id), height(box)))));
    for (Diagram.Link link : diagram.links()) {
      Node from = nodes.get(link.from());
      Node to = nodes.get(link.to());
      List<Node> lane = new ArrayList<>(List.of(from));
      for (int layer = from.layer + 1; layer < to.layer; layer++) {
        lane.add(add(new Node(null, layer, LANE)));
      }
      lane.add(to);
      for (int i = 1; i < lane.size(); i++) {
        lane.get(i - 1).after.add(lane.get(i));
        lane.get(i).before.add(lane.get(i - 1));
      }
      lanes.put(link, lane);
    }
  }

  private Node add(Node node) {
    while (layers.size() <= node.layer) {
      layers.add(new ArrayList<>());
    }
    layers.get(node.layer).add(node);
    return node;
  }

  /** A box that is made of none stands just before the first that is made of it. */
  private void pullRight(Map<String, Integer> layerOf) {
    Map<String, Integer> first = new HashMap<>();
    Set<String> made = new HashSet<>();
    for (Diagram.Link link : diagram.links()) {
      made.add(link.to());
      first.merge(link.from(), layerOf.get(link.to()) - 1, Math::min);
    }
    first.forEach(
        (id, layer) -> {
          if (!made.contains(id)) {
            layerOf.put(id, layer);
          }
        });
  }

  private int layer(String id, Map<String, Integer> layerOf, Set<String> path) {
    if (layerOf.containsKey(id)) {
      return layerOf.get(id);
    }
    path.add(id);
    int layer = 0;
    for (Diagram.Link link : diagram.links()) {
      if (link.to().equals(id) && !path.contains(link.from())) {
        layer = Math.max(layer, 1 + layer(link.from(), layerOf, path));
      }
    }
    path.remove(id);
    layerOf.put(id, layer);
    return layer;
  }

  /** Orders each layer by the mean place of the neighbours in the one before, and back again. */
  private void order() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      if (sweep % 2 == 0) {
        layers.forEach(layer -> sort(layer, node -> node.before));
      } else {
        for (int i = layers.size() - 1; i >= 0; i--) {
          sort(layers.get(i), node -> node.after);
        }
      }
    }
  }

  private void sort(List<Node> layer, Function<Node, List<Node>> neighbours) {
    Map<Node, Double> wanted = new HashMap<>();
    for (int i = 0; i < layer.size(); i++) {
      int own = i;
      wanted.put(
          layer.get(i),
          neighbours.apply(layer.get(i)).stream().mapToDouble(this::place).average().orElse(own));
    }
    layer.sort(Comparator.comparingDouble(wanted::get));
  }

  private double place(Node node) {
    List<Node> layer = layers.get(node.layer);
    return (layer.indexOf(node) + 0.5) / layer.size() * 100;
  }

  private void measure() {
    int left = MARGIN;
    for (List<Node> layer : layers) {
      int width =
          layer.stream()
              .filter(node -> node.box != null)
              .mapToInt(node -> width(node.box))
              .max()
              .orElse(NARROWEST);
      lefts.add(left);
      widths.add(width);
      left += width + BETWEEN;
    }
  }

  private static int width(Diagram.Box box) {
    int widest = Math.max(TextWidth.of(box.title()), TextWidth.of(box.note()));
    for (String row : box.rows().values()) {
      widest = Math.max(widest, TextWidth.of(row));
    }
    return Math.max(NARROWEST, Math.min(WIDEST, widest + PADDING));
  }

  private static int height(Diagram.Box box) {
    return HEAD
        + (box.note().isEmpty() ? 0 : NOTE)
        + (box.rows().isEmpty() ? 0 : 4 + ROW * box.rows().size());
  }

  /** Moves boxes towards their neighbours, as far as those above and below let them. */
  private void align() {
    layers.forEach(layer -> stack(layer, node -> 0));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      if (sweep % 2 == 0) {
        layers.forEach(layer -> stack(layer, node -> wanted(node, node.before)));
      } else {
        for (int i = layers.size() - 1; i >= 0; i--) {
          stack(layers.get(i), node -> wanted(node, node.after));
        }
      }
    }
    close();
  }

  /** Takes out what is empty from side to side, so that parts without a link lie close. */
  private void close() {
    List<Node> fromTop =
        layers.stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingDouble(each -> each.y))
            .toList();
    double bottom = fromTop.isEmpty() ? 0 : fromTop.get(0).y;
    double shift = bottom - MARGIN;
    for (Node node : fromTop) {
      shift += Math.max(0, node.y - bottom - GAP);
      bottom = Math.max(bottom, node.y + node.height);
      node.y -= shift;
    }
  }

  private static double wanted(Node node, List<Node> neighbours) {
    return neighbours.stream().mapToDouble(Node::middle).average().orElse(node.middle())
        - node.height / 2.0;
  }

  private static void stack(List<Node> layer, Function<Node, Number> wanted) {
    List<Double> tops = layer.stream().map(node -> wanted.apply(node).doubleValue()).toList();
    double free = Double.NEGATIVE_INFINITY;
    double shift = 0;
    for (int i = 0; i < layer.size(); i++) {
      Node node = layer.get(i);
      node.y = Math.max(tops.get(i), free);
      free = node.y + node.height + GAP;
      shift += tops.get(i) - node.y;
    }
    for (Node node : layer) {
      node.y += shift / layer.size();
    }
  }

  private Drawing drawing() {
    List<Drawing.Box> boxes = new ArrayList<>();
    nodes.values().forEach(node -> boxes.add(drawn(node)));
    double bottom =
        layers.stream()
            .flatMap(List::stream)
            .mapToDouble(node -> node.y + node.height)
            .max()
            .orElse(0);
    List<Drawing.Curve> curves = new ArrayList<>();
    lanes.forEach(
        (link, lane) -> curves.add(new Drawing.Curve(path(link, lane), manner(link.manner()))));
    int last = layers.size() - 1;
    int width = last < 0 ? 0 : lefts.get(last) + widths.get(last) + MARGIN;
    return new Drawing(width, (int) Math.ceil(bottom) + MARGIN, boxes, curves);
  }

  private static String manner(Diagram.Manner manner) {
    return manner == Diagram.Manner.DASHED ? "dashed" : "solid";
  }

  private Drawing.Box drawn(Node node) {
    Diagram.Box box = node.box;
    int width = widths.get(node.layer);
    List<Drawing.Row> rows = new ArrayList<>();
    box.rows()
        .forEach(
            (id, text) ->
                rows.add(
                    new Drawing.Row(
                        (int) Math.round(rowMiddle(node, id)),
                        TextWidth.cut(text, width - PADDING),
                        text)));
    return new Drawing.Box(
        lefts.get(node.layer),
        (int) Math.round(node.y),
        width,
        node.height,
        TextWidth.cut(box.title(), width - PADDING),
        box.title(),
        TextWidth.cut(box.note(), width - PADDING),
        box.address(),
        box.kind(),
        rows);
  }

  private static double rowMiddle(Node node, String row) {
    Diagram.Box box = node.box;
    int index = new ArrayList<>(box.rows().keySet()).indexOf(row);
    return index < 0
        ? node.y + HEAD / 2.0
        : node.y + HEAD + (box.note().isEmpty() ? 0 : NOTE) + ROW * index + ROW / 2.0;
  }

  /** A curve from one box's right side through its lanes to another's left side. */
  private String path(Diagram.Link link, List<Node> lane) {
    Node from = lane.get(0);
    double x = lefts.get(from.layer) + widths.get(from.layer);
    double y = link.fromRow() == null ? from.middle() : rowMiddle(from, link.fromRow());
    StringBuilder path = new StringBuilder("M%d %d".formatted(Math.round(x), Math.round(y)));
    for (int i = 1; i < lane.size(); i++) {
      Node next = lane.get(i);
      double left = lefts.get(next.layer);
      double to =
          next.box != null && link.toRow() != null ? rowMiddle(next, link.toRow()) : next.middle();
      double half = (left - x) / 2;
      path.append(
          " C%d %d %d %d %d %d"
              .formatted(
                  Math.round(x + half),
                  Math.round(y),
                  Math.round(left - half),
                  Math.round(to),
                  Math.round(left),
                  Math.round(to)));
      x = left;
      y = to;
      if (next.box == null) {
        x += widths.get(next.layer);
        path.append(" L%d %d".formatted(Math.round(x), Math.round(y)));
      }
    }
    return path.toString();
  }
}
